using BalancePipeline.Insights;
using BalancePipeline.Prompts;
using BalancePipeline.Replies;

namespace BalancePipeline.Cli.Hosting;

/// <summary>The timers of the story, as the function app has them: each a name, an interval and one call.</summary>
public sealed class StoryTimers(PromptPlanner planner, ReplyIntake intake, InsightReleaser releaser)
{
    /// <summary>The timers.</summary>
    public IReadOnlyList<StoryTimer> All { get; } =
    [
        new("PromptTimer", TimeSpan.FromMinutes(15), planner.PlanAsync),
        new("InsightTimer", TimeSpan.FromMinutes(15), releaser.ReleaseAsync),
        new("HousekeepingTimer", TimeSpan.FromHours(1), intake.SweepAsync),
    ];
}

/// <summary>A timer of the story.</summary>
/// <param name="Name">The same as the function's.</param>
/// <param name="Interval">Time between runs.</param>
/// <param name="RunAsync">What it does; harmless when run too often.</param>
public sealed record StoryTimer(string Name, TimeSpan Interval, Func<CancellationToken, Task> RunAsync);
