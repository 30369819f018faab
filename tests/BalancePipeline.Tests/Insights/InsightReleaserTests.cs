using BalancePipeline.Insights;
using BalancePipeline.Participants;
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
    public async Task A_team_that_became_part_of_another_is_released_as_long_as_somebody_wrote_there_and_no_longer()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var (sales, support) = (await weeks.TeamAsync("Sales"), await weeks.TeamAsync("Support"));
        var (sellers, others) = (await weeks.PeopleAsync(sales, 6), await weeks.PeopleAsync(support, 6));
        await weeks.WriteAsync(sellers.Concat(others), 0);
        await weeks.ReleaseAsync(0);
        await story.Get<TeamChanges>().MergeAsync("Sales", "Support");
        foreach (var seller in sellers) seller.Join(support.Id, story.Clock.GetUtcNow());
        for (var week = 1; week < 6; week++)
        {
            await weeks.WriteAsync(sellers.Concat(others), week);
            await weeks.ReleaseAsync(week);
        }

        await using var db = story.OpenDb();
        var released = await db.ReleasedInsights.Where(row => row.TeamId == sales.Id).OrderBy(row => row.Week).ToListAsync();
        Assert.True(released[0].IsShown);
        Assert.DoesNotContain(released, row => row.Week == WrittenWeeks.First.AddDays(35));
        Assert.Equal(6, await db.ReleasedInsights.CountAsync(row => row.TeamId == support.Id));
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
    public async Task A_release_that_breaks_off_in_the_middle_leaves_nothing_and_is_made_whole_the_next_time()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        await weeks.WriteAsync(await weeks.PeopleAsync(team, 6), week: 0);
        await using var db = story.OpenDb();
        await db.Database.ExecuteSqlAsync($"CREATE TRIGGER broken BEFORE INSERT ON released_insights WHEN NEW.team_id > 0 BEGIN SELECT RAISE(ABORT, 'broken'); END");

        await Assert.ThrowsAsync<DbUpdateException>(() => weeks.ReleaseAsync(week: 0));
        Assert.Equal((0, 0, 0), (await db.Releases.CountAsync(), await db.ReleasedInsights.CountAsync(), await db.Memberships.CountAsync()));
        await db.Database.ExecuteSqlAsync($"DROP TRIGGER broken");
        await weeks.ReleaseAsync(week: 0);

        Assert.Equal((1, 2, 6), (await db.Releases.CountAsync(), await db.ReleasedInsights.CountAsync(), await db.Memberships.CountAsync()));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Two_that_release_at_once_make_one_release(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var weeks = new WrittenWeeks(story);
        await weeks.WriteAsync(await weeks.PeopleAsync(await weeks.TeamAsync("Sales"), 6), week: 0);
        story.Clock.SetUtcNow(new DateTimeOffset(WrittenWeeks.First.AddDays(7), new TimeOnly(12, 0), TimeSpan.Zero));

        var released = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => story.Get<InsightReleaser>().ReleaseAsync())));

        Assert.Single(released.SelectMany(run => run));
        await using var db = story.OpenDb();
        Assert.Equal((1, 2), (await db.Releases.CountAsync(), await db.ReleasedInsights.CountAsync()));
    }

    [Fact]
    public async Task What_was_written_counts_in_the_team_it_was_written_in_wherever_that_team_is_now()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        var people = await weeks.PeopleAsync(team, 6);
        await weeks.WriteAsync(people, week: 0);
        await weeks.ReleaseAsync(week: 0);
        var before = (await weeks.InsightAsync(team.Id, 0)).ToJson();
        await story.Get<TeamChanges>().RenameAsync("Sales", "Field/Sales");
        await weeks.TeamAsync("Support");
        await weeks.WriteAsync(people, week: 1);
        await story.Get<TeamChanges>().MergeAsync("Field/Sales", "Support");
        await weeks.ReleaseAsync(week: 1);

        await using var db = story.OpenDb();
        var field = await db.Teams.SingleAsync(row => row.Path == "Field");
        var support = await db.Teams.SingleAsync(row => row.Path == "Support");
        Assert.Equal(before, (await weeks.InsightAsync(team.Id, 0)).ToJson());
        Assert.NotNull((await weeks.InsightAsync(team.Id, 1)).Figures);
        Assert.NotNull((await weeks.InsightAsync(field.Id, 1)).Figures);
        Assert.Null((await weeks.InsightAsync(support.Id, 1)).Figures);
    }

    [Fact]
    public async Task A_week_waits_for_replies_that_are_not_scored_yet_but_not_for_ever()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var people = await weeks.PeopleAsync(await weeks.TeamAsync("Sales"), 6);
        await weeks.WriteAsync(people, week: 0);
        await using (var db = story.OpenDb()) await db.Scores.Take(1).ExecuteDeleteAsync();
        story.Clock.SetUtcNow(new DateTimeOffset(WrittenWeeks.First.AddDays(7), new TimeOnly(2, 55), TimeSpan.Zero));

        Assert.Empty(await story.Get<InsightReleaser>().ReleaseAsync());
        story.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Single(await story.Get<InsightReleaser>().ReleaseAsync());
    }
}
