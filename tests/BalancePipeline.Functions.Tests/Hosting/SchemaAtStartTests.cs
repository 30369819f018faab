using BalancePipeline.Functions.Hosting;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BalancePipeline.Functions.Tests.Hosting;

public sealed class SchemaAtStartTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = new(Path.Combine(Path.GetTempPath(), $"balance-test-{Guid.CreateVersion7():N}"));
    private readonly FakeTimeProvider _clock = new();
    private readonly IHostApplicationLifetime _lifetime = Substitute.For<IHostApplicationLifetime>();
    private readonly ServiceProvider _services;
    private readonly Migrator _migrator;

    public SchemaAtStartTests()
    {
        _services = new ServiceCollection()
            .AddLogging().AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:ConnectionString"] = $"Data Source={Path.Combine(_folder.FullName, "balance.db")};Pooling=False",
            }).Build())
            .AddStorage().BuildServiceProvider();
        _migrator = _services.GetRequiredService<Migrator>();
    }

    [Fact]
    public async Task A_database_that_comes_late_still_gets_its_schema()
    {
        await Assert.ThrowsAsync<StorageException>(() => _migrator.MigrateAsync());

        await StartAsync(_folder.Create);

        Assert.True(await _migrator.IsCurrentAsync());
        _lifetime.DidNotReceive().StopApplication();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone_and_ends_the_app()
    {
        _folder.Create();
        await _migrator.MigrateAsync();
        await using (var db = await _services.GetRequiredService<IDbContextFactory<BalanceDb>>().CreateDbContextAsync())
            await db.Database.ExecuteSqlAsync($"INSERT INTO schema_migrations (name, applied_at) VALUES ('9999_tomorrow', '')");

        await StartAsync(() => { });

        _lifetime.Received(1).StopApplication();
        Assert.False(await _migrator.IsCurrentAsync());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_folder.Exists) _folder.Delete(recursive: true);
    }

    /// <summary>Starts, and waits until nothing is tried any more.</summary>
    private async Task StartAsync(Action meanwhile)
    {
        using var start = new SchemaAtStart(_migrator, _lifetime, _clock, NullLogger<SchemaAtStart>.Instance);
        await start.StartAsync(CancellationToken.None);
        meanwhile();
        while (!start.ExecuteTask!.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
    }
}
