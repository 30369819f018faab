using BalancePipeline.Functions.Hosting;
using BalancePipeline.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BalancePipeline.Functions.Tests.Hosting;

public sealed class SchemaAtStartTests
{
    [Fact]
    public async Task A_database_that_comes_late_still_gets_its_schema()
    {
        var folder = new DirectoryInfo(Path.Combine(Path.GetTempPath(), $"balance-test-{Guid.CreateVersion7():N}"));
        var clock = new FakeTimeProvider();
        await using var services = new ServiceCollection()
            .AddLogging().AddSingleton<TimeProvider>(clock)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "balance.db")};Pooling=False",
            }).Build())
            .AddStorage().BuildServiceProvider();
        var migrator = services.GetRequiredService<Migrator>();
        using var start = new SchemaAtStart(migrator, clock, NullLogger<SchemaAtStart>.Instance);
        await Assert.ThrowsAsync<StorageException>(() => migrator.MigrateAsync());

        await start.StartAsync(CancellationToken.None);
        folder.Create();
        while (!start.ExecuteTask!.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.True(await migrator.IsCurrentAsync());
        folder.Delete(recursive: true);
    }
}
