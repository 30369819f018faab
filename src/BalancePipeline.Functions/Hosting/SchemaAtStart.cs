using BalancePipeline.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Functions.Hosting;

/// <summary>
/// Brings the schema up to date while the app starts. A database that can't be reached doesn't end the app, so that
/// <c>/health/ready</c> can name it; it is tried again until it answers. A newer database does end it: what is not taken up waits in
/// its queue, or at the mail provider, until the right program is there.
/// </summary>
internal sealed partial class SchemaAtStart(Migrator migrator, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<SchemaAtStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!await TryAsync(stoppingToken)) await Task.Delay(Pause, clock, stoppingToken);
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await migrator.MigrateAsync(stoppingToken);
            return true;
        }
        catch (NewerSchemaException exception)
        {
            LogNewer(logger, exception);
            lifetime.StopApplication();
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailure(logger, exception);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Critical, "The database is newer than this app, which ends; deploy the version that brought it up to date")]
    private static partial void LogNewer(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The schema could not be brought up to date; it is tried again")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
