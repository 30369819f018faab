using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Operations;

/// <summary>The timers at the times at which the function app calls them.</summary>
public sealed class StoryTimersTests
{
    private static readonly DateTimeOffset Monday = new(WrittenWeeks.First.AddDays(7), TimeOnly.MinValue, TimeSpan.Zero);

    [Fact]
    public async Task A_host_that_looks_once_a_week_releases_the_week_and_writes_to_leaders_on_the_same_morning()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        await weeks.WriteAsync(await weeks.PeopleAsync(team, 6), week: 0);
        await using var db = story.OpenDb();
        db.Leaders.Add(new Leader { Email = "lea@example.org", TeamId = team.Id });
        await db.SaveChangesAsync();
        await db.Scores.Take(1).ExecuteDeleteAsync();
        var timers = story.Get<StoryTimers>();

        story.Clock.SetUtcNow(Monday.AddHours(3).AddMinutes(10));
        await timers.RunAsync("InsightTimer");
        Assert.Equal(1, await db.Releases.CountAsync());
        Assert.Null(await story.NewestMailToAsync("lea@example.org"));

        story.Clock.SetUtcNow(Monday.AddHours(6).AddMinutes(5));
        await timers.RunAsync("SweepTimer");
        Assert.Equal("Sales in the week of 2 March 2026", (await story.NewestMailToAsync("lea@example.org"))!.Subject);
    }
}
