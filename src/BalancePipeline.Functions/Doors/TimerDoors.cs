using BalancePipeline.Functions.Queues;
using BalancePipeline.Operations;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>
/// When the clock calls. All times are UTC. The host remembers each schedule's last run and catches up a missed one; every timer does
/// what is due, however late it comes.
/// </summary>
public sealed class TimerDoors(StoryTimers timers, TimerRuns runs, ParkedMessages parked, QueueHandover handover)
{
    [Function(nameof(PromptTimer))]
    public Task PromptTimer([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync(nameof(PromptTimer), cancellationToken);

    [Function(nameof(SweepTimer))]
    public Task SweepTimer([TimerTrigger("0 5/15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync(nameof(SweepTimer), cancellationToken);

    // Weeks close on Mondays; whatever an earlier Monday missed is caught up. Leaders wouldn't like to wait a week for a database that
    // was restarted at ten past three, so a failure is tried again.
    [Function(nameof(InsightTimer))]
    [FixedDelayRetry(6, "00:10:00")]
    public Task InsightTimer([TimerTrigger("0 10 3 * * 1")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync(nameof(InsightTimer), cancellationToken);

    [Function(nameof(HousekeepingTimer))]
    public Task HousekeepingTimer([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        timers.RunAsync(nameof(HousekeepingTimer), cancellationToken);

    // Both ways between the queues and the database; a failure of one way doesn't hold up the other.
    [Function(nameof(HandoverTimer))]
    public Task HandoverTimer([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        runs.RunAsync(
            nameof(HandoverTimer),
            async () =>
            {
                var moved = await Task.WhenAll(parked.ParkAsync(cancellationToken), handover.HandOverAsync(cancellationToken));
                return $"{moved[0]} messages parked, {moved[1]} handed over";
            },
            cancellationToken);
}
