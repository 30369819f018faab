using BalancePipeline.Operations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Cli.Hosting;

/// <summary>Runs timers and queues while the host serves.</summary>
public sealed partial class BackgroundStory(StoryTimers timers, StoryQueues queues, TimeProvider clock, ILogger<BackgroundStory> logger) : BackgroundService
{
    private static readonly TimeSpan QueuePause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [.. timers.All.Select(timer => RepeatAsync(timer.Name, timer.Interval, timer.RunAsync, stoppingToken)),
         RepeatAsync("Queues", QueuePause, queues.DrainAsync, stoppingToken)]);

    private async Task RepeatAsync(string name, TimeSpan interval, Func<CancellationToken, Task> run, CancellationToken stoppingToken)
    {
        // The host must be listening before a long first run takes its time.
        await Task.Yield();
        using var ticks = new PeriodicTimer(interval, clock);
        do
        {
            try
            {
                await run(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(logger, name, exception);
            }
        }
        while (await ticks.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "{Name} failed; it runs again at its next time")]
    private static partial void LogFailure(ILogger logger, string name, Exception exception);
}
