using BalancePipeline.Insights;
using BalancePipeline.Prompts;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Tests.Insights;

/// <summary>Whoever wrote was told a number; nobody may be shown in a smaller group than that.</summary>
public sealed class MinimumGroupSizeTests
{
    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_larger_minimum_holds_at_once_for_weeks_that_are_not_released_and_changes_none_that_is(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var (weeks, team) = await WriteAsync(story, people: 5, weeks: 2);
        await weeks.ReleaseAsync(0);
        Set(story, 6);
        await weeks.ReleaseAsync(1);

        Assert.NotNull((await weeks.InsightAsync(team, 0)).Figures);
        Assert.Null((await weeks.InsightAsync(team, 1)).Figures);
        Assert.Equal(6, (await weeks.InsightAsync(team, 1)).MinimumGroupSize);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_smaller_minimum_holds_only_for_weeks_that_begin_after_it_was_seen(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var (weeks, team) = await WriteAsync(story, people: 4, weeks: 4);
        await weeks.ReleaseAsync(0);
        Set(story, 4);
        for (var week = 1; week < 4; week++) await weeks.ReleaseAsync(week);

        // Seen on the Monday on which week 1 was released, hours after week 2 had begun.
        Assert.Equal([5, 5, 5, 4], await story.MinimumsAsync());
        Assert.Null((await weeks.InsightAsync(team, 2)).Figures);
        Assert.NotNull((await weeks.InsightAsync(team, 3)).Figures);
    }

    [Fact]
    public async Task Weeks_that_are_caught_up_keep_the_minimum_that_their_writers_were_told()
    {
        await using var story = await TestStory.StartAsync();
        var (weeks, _) = await WriteAsync(story, people: 4, weeks: 4);
        await weeks.ReleaseAsync(0);
        Set(story, 3);
        await weeks.ReleaseAsync(3);

        Assert.Equal([5, 5, 5, 5], await story.MinimumsAsync());
    }

    [Fact]
    public async Task A_minimum_lowered_and_raised_again_within_a_week_leaves_no_gap()
    {
        await using var story = await TestStory.StartAsync();
        var (weeks, _) = await WriteAsync(story, people: 6, weeks: 3);
        await weeks.ReleaseAsync(0);
        Set(story, 3);
        story.Clock.Advance(TimeSpan.FromHours(1));
        await story.Get<InsightReleaser>().ReleaseAsync();
        Set(story, 6);
        await weeks.ReleaseAsync(2);

        Assert.Equal([5, 6, 6], await story.MinimumsAsync());
    }

    [Fact]
    public async Task What_the_people_asked_were_told_in_the_very_first_week_holds_although_it_was_lowered_before_its_release()
    {
        await using var story = await TestStory.StartAsync();
        var (weeks, _) = await WriteAsync(story, people: 5, weeks: 1);
        await story.Get<PromptPlanner>().PlanAsync();
        Set(story, 3);
        await weeks.ReleaseAsync(0);

        Assert.Equal([5], await story.MinimumsAsync());
    }

    [Fact]
    public async Task A_larger_number_that_people_were_told_for_some_days_holds_for_that_week()
    {
        await using var story = await TestStory.StartAsync();
        var (weeks, _) = await WriteAsync(story, people: 5, weeks: 2);
        await weeks.ReleaseAsync(0);
        Set(story, 8);
        story.Clock.Advance(TimeSpan.FromDays(1));
        await story.Get<PromptPlanner>().PlanAsync();
        Set(story, 5);
        await weeks.ReleaseAsync(1);

        Assert.Equal([5, 8], await story.MinimumsAsync());
    }

    [Fact]
    public async Task A_change_is_noted_in_the_audit_log_once()
    {
        await using var story = await TestStory.StartAsync();
        var (weeks, _) = await WriteAsync(story, people: 5, weeks: 3);
        await weeks.ReleaseAsync(0);
        Set(story, 6);
        await weeks.ReleaseAsync(1);
        await weeks.ReleaseAsync(2);

        await using var db = story.OpenDb();
        var entry = await db.AuditEntries.SingleAsync();
        Assert.Equal(("settings", "minimum group size changed from 5 to 6"), (entry.Actor, entry.Action));
    }

    [Fact]
    public async Task A_week_is_compared_and_put_together_with_others_by_the_larger_minimum_of_them()
    {
        await using var story = await TestStory.StartAsync();
        var weeks = new WrittenWeeks(story);
        var team = await weeks.TeamAsync("Sales");
        var people = await weeks.PeopleAsync(team, 8);
        for (var week = 0; week < 3; week++) await weeks.WriteAsync(people, week);
        await weeks.ReleaseAsync(0);
        Set(story, 3);
        await weeks.ReleaseAsync(1);
        await weeks.ReleaseAsync(2);
        await weeks.WriteAsync([.. people, .. await weeks.PeopleAsync(team, 4)], 3);
        await weeks.ReleaseAsync(3);

        // Four joined: enough for the minimum of this week, not for that of the weeks before.
        var insight = await weeks.InsightAsync(team.Id, 3);
        Assert.Equal(3, insight.MinimumGroupSize);
        Assert.Equal("people-changed", insight.Changes!.Withheld!.Code);
    }

    private static void Set(TestStory story, int minimum) => story.Get<IOptions<InsightOptions>>().Value.MinimumGroupSize = minimum;

    private static async Task<(WrittenWeeks, long)> WriteAsync(TestStory story, int people, int weeks)
    {
        var written = new WrittenWeeks(story);
        var team = await written.TeamAsync("Sales");
        var writers = await written.PeopleAsync(team, people);
        for (var week = 0; week < weeks; week++) await written.WriteAsync(writers, week);
        return (written, team.Id);
    }
}

file static class Minimums
{
    internal static async Task<List<int>> MinimumsAsync(this TestStory story)
    {
        await using var db = story.OpenDb();
        return await db.Releases.OrderBy(release => release.Week).Select(release => release.MinimumGroupSize).ToListAsync();
    }
}
