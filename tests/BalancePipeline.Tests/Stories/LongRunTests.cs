using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

/// <summary>More is due than one run of a timer has time for.</summary>
public sealed class LongRunTests
{
    private const int People = 1_300;

    private static readonly Dictionary<string, string?> Fast = new() { ["Storage:SqliteSynchronous"] = "OFF" };

    [Fact]
    public async Task A_run_ends_in_time_and_the_next_ones_go_on_where_it_ended()
    {
        await using var story = await TestStory.StartAsync(settings: Fast);
        await story.ImportPeopleAsync("Engineering", Enumerable.Range(1, People).Select(number => $"person{number}"));
        story.Clock.Advance(TimeSpan.FromHours(1));

        // Whoever looks at the clock finds that minutes have passed, as on a machine that is far too slow.
        story.Clock.AutoAdvanceAmount = TimeSpan.FromMinutes(2);
        var began = story.Clock.GetUtcNow();
        var first = await story.Get<PromptPlanner>().PlanAsync();
        var took = story.Clock.GetUtcNow() - began;

        Assert.InRange(first.Planned, 1, People - 1);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMinutes(30));
        story.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        while (await story.Get<PromptPlanner>().PlanAsync() is { Planned: > 0 })
        {
        }

        await using var db = story.OpenDb();
        Assert.Equal(People, await db.PromptDeliveries.CountAsync(delivery => delivery.QueuedAt != null));
        Assert.Equal(People, await db.QueueMessages.CountAsync(message => message.Queue == QueueNames.PromptsToSend));
    }
}
