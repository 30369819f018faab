using BalancePipeline.Insights;
using BalancePipeline.Insights.Weekly;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;

namespace BalancePipeline.Operations;

/// <summary>The timers of the story, for both hosts. Each run leaves its mark for operators.</summary>
public sealed class StoryTimers(
    PromptPlanner planner, NudgePlanner nudges, ReplyIntake intake, InsightReleaser releaser, DigestSender digests, QueueWatch queues, Housekeeping housekeeping, TimerRuns runs)
{
    /// <summary>The timers.</summary>
    public IReadOnlyList<StoryTimer> All { get; } =
    [
        new("PromptTimer", TimeSpan.FromMinutes(15), stop => runs.RunAsync(
            "PromptTimer", async () => $"{await planner.PlanAsync(stop)}, {await nudges.PlanAsync(stop)} nudges planned", stop)),
        new("SweepTimer", TimeSpan.FromMinutes(15), stop => runs.RunAsync(
            "SweepTimer", async () => $"{await queues.MeasureAsync(stop)} messages in queues, {await intake.SweepAsync(stop)} left unfinished taken up, {await digests.SendAsync(stop)} leaders written to", stop)),
        new("InsightTimer", TimeSpan.FromMinutes(15), stop => runs.RunAsync(
            "InsightTimer", async () => $"{(await releaser.ReleaseAsync(stop)).Count} weeks released", stop)),
        new("HousekeepingTimer", TimeSpan.FromDays(1), stop => runs.RunAsync(
            "HousekeepingTimer", async () => (await housekeeping.CleanAsync(stop)).ToString(), stop)),
    ];

    /// <summary>Runs one timer now.</summary>
    /// <exception cref="InvalidOperationException">There is no timer of that name.</exception>
    public Task RunAsync(string name, CancellationToken cancellationToken = default) =>
        All.Single(timer => timer.Name == name).RunAsync(cancellationToken);
}

/// <summary>A timer of the story.</summary>
/// <param name="Name">The same as the function's.</param>
/// <param name="Interval">Time between runs.</param>
/// <param name="RunAsync">What it does; harmless when run too often.</param>
public sealed record StoryTimer(string Name, TimeSpan Interval, Func<CancellationToken, Task> RunAsync);
