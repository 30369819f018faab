using BalancePipeline.Operations;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When the clock calls. All times are UTC; the host keeps a schedule's last run, so that a missed one is caught up.</summary>
internal sealed class TimerDoors(StoryTimers timers)
{
    [Function("PromptTimer")]
    public Task Prompt([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync("PromptTimer", cancellationToken);

    [Function("SweepTimer")]
    public Task Sweep([TimerTrigger("0 7/15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync("SweepTimer", cancellationToken);

    [Function("InsightTimer")]
    public Task Insight([TimerTrigger("0 12/15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync("InsightTimer", cancellationToken);

    [Function("HousekeepingTimer")]
    public Task Housekeeping([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync("HousekeepingTimer", cancellationToken);
}
