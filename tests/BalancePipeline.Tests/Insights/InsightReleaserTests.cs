using BalancePipeline.Insights;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

public sealed class InsightReleaserTests
{
    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_closed_week_is_released_once_for_every_team_and_the_organisation(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Engineering");
        var below = await weeks.TeamAsync("Engineering/Platform", team);
        await weeks.WriteAsync(await weeks.PeopleAsync(below, 6), week: 0);

        Assert.Equal([WrittenWeeks.First], await weeks.ReleaseAsync(week: 0));
        Assert.Empty(await weeks.ReleaseAsync(week: 0));

        await using var db = story.OpenDb();
        Assert.Equal([0, team.Id, below.Id], await db.ReleasedInsights.Select(row => row.TeamId).OrderBy(id => id).ToListAsync());
        Assert.NotNull((await weeks.InsightAsync(below.Id, 0)).Figures);
    }

    [Fact]
    public async Task A_week_that_is_not_over_is_not_released()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        await weeks.WriteAsync(await weeks.PeopleAsync(await weeks.TeamAsync("Sales"), 6), week: 0);

        Assert.Empty(await story.Get<InsightReleaser>().ReleaseAsync());
    }

    [Fact]
    public async Task Missed_weeks_are_caught_up_with_those_in_which_nobody_wrote()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var people = await weeks.PeopleAsync(await weeks.TeamAsync("Sales"), 6);
        await weeks.WriteAsync(people, week: 0);
        await weeks.WriteAsync(people, week: 2);

        var released = await weeks.ReleaseAsync(week: 2);

        Assert.Equal([WrittenWeeks.First, WrittenWeeks.First.AddDays(7), WrittenWeeks.First.AddDays(14)], released);
        Assert.Null((await weeks.InsightAsync(people[0].TeamId, 1)).Figures);
    }

    [Fact]
    public async Task A_team_below_the_minimum_shows_nothing_and_says_why()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        await weeks.WriteAsync(await weeks.PeopleAsync(team, 4), week: 0);
        await weeks.ReleaseAsync(week: 0);

        var insight = await weeks.InsightAsync(team.Id, 0);

        Assert.Null(insight.Figures);
        Assert.Equal("small-group", insight.Withheld?.Code);
    }

    [Fact]
    public async Task A_person_counts_once_a_week_however_much_they_write()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        var people = await weeks.PeopleAsync(team, 4);
        await weeks.WriteAsync(people, week: 0);
        await weeks.WriteAsync(people, week: 0);
        await weeks.ReleaseAsync(week: 0);

        Assert.Null((await weeks.InsightAsync(team.Id, 0)).Figures);
    }

    [Fact]
    public async Task A_week_waits_for_replies_that_are_not_scored_yet_but_not_for_ever()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var people = await weeks.PeopleAsync(await weeks.TeamAsync("Sales"), 6);
        await weeks.WriteAsync(people, week: 0);
        await using (var db = story.OpenDb()) await db.Scores.Take(1).ExecuteDeleteAsync();
        story.Clock.SetUtcNow(new DateTimeOffset(WrittenWeeks.First.AddDays(7), new TimeOnly(6, 0), TimeSpan.Zero));

        Assert.Empty(await story.Get<InsightReleaser>().ReleaseAsync());
        story.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Single(await story.Get<InsightReleaser>().ReleaseAsync());
    }
}
