using BalancePipeline.Cli.Hosting;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Benchmarks;

/// <summary>The embedded host on an empty database of its own, gone when it is disposed; or on the PostgreSQL database named, which must be empty.</summary>
internal sealed class BenchStory(WebApplication app, DirectoryInfo data) : IAsyncDisposable
{
    internal static async Task<BenchStory> StartAsync(string? connection)
    {
        var data = Directory.CreateTempSubdirectory("balance-bench-");
        var app = EmbeddedHost.Build(data, url: null, builder =>
        {
            if (connection is not null) builder.Configuration.AddInMemoryCollection([new("Storage:ConnectionString", connection)]);
        });
        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        return new BenchStory(app, data);
    }

    internal T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    internal BalanceDb OpenDb() => Get<IDbContextFactory<BalanceDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        data.Delete(recursive: true);
    }
}
