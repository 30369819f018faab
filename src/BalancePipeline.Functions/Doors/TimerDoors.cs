using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When the clock calls. All times are UTC; the host keeps a schedule's last run, so that a missed one is caught up.</summary>
internal sealed class TimerDoors(PromptPlanner planner, ReplyIntake intake)
{
    [Function("PromptTimer")]
    public Task Prompt([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        planner.PlanAsync(cancellationToken);

    [Function("HousekeepingTimer")]
    public Task Housekeeping([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        intake.SweepAsync(cancellationToken);
}
