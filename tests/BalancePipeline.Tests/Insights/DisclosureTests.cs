using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

/// <summary>For every rule of privacy within a week, or four together, somebody who tries to get round it.</summary>
public sealed class DisclosureTests : PrivacyStory
{
    [Fact]
    public async Task A_small_team_cannot_be_had_by_taking_its_sibling_from_its_parent()
    {
        var parent = await Weeks.TeamAsync("Parent");
        var large = await TeamOfAsync("Parent/Large", parent, 9);
        var small = await TeamOfAsync("Parent/Small", parent, 3);
        await Weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(parent));
        Assert.False(await ShowsAsync(large));
        Assert.False(await ShowsAsync(small));
    }

    [Fact]
    public async Task People_directly_in_a_parent_cannot_be_had_by_taking_its_child_from_it()
    {
        var parent = await TeamOfAsync("Parent", null, 2);
        var child = await TeamOfAsync("Parent/Child", parent, 8);
        await Weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(parent));
        Assert.False(await ShowsAsync(child));
    }

    [Fact]
    public async Task That_a_few_did_not_write_cannot_be_had_from_what_is_shown_beside_them()
    {
        var parent = await Weeks.TeamAsync("Parent");
        var child = await TeamOfAsync("Parent/Child", parent, 8);
        await Weeks.PeopleAsync(parent, 2);
        await Weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(parent));
        Assert.False(await ShowsAsync(child));
    }

    [Fact]
    public async Task A_chain_of_teams_gives_nobody_away_at_any_link()
    {
        var outer = await TeamOfAsync("A", null, 6);
        var middle = await TeamOfAsync("A/B", outer, 2);
        var inner = await TeamOfAsync("A/B/C", middle, 7);
        await Weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(outer));
        Assert.True(await ShowsAsync(middle));
        Assert.False(await ShowsAsync(inner));
    }

    [Fact]
    public async Task A_hidden_team_says_the_same_whether_it_is_small_or_shields_a_small_one()
    {
        var parent = await Weeks.TeamAsync("Parent");
        var large = await TeamOfAsync("Parent/Large", parent, 9);
        var small = await TeamOfAsync("Parent/Small", parent, 3);
        await Weeks.ReleaseAsync(0);

        Assert.Equal((await Weeks.InsightAsync(large.Id, 0)).ToJson(), (await Weeks.InsightAsync(small.Id, 0)).ToJson());
    }

    [Fact]
    public async Task A_large_team_beside_two_small_ones_is_shown()
    {
        var parent = await Weeks.TeamAsync("Parent");
        var large = await TeamOfAsync("Parent/Large", parent, 9);
        await TeamOfAsync("Parent/Small", parent, 3);
        await TeamOfAsync("Parent/Other", parent, 2);
        await Weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(large));
    }

    [Fact]
    public async Task A_risk_that_few_show_is_called_few_whether_there_are_none_or_four()
    {
        var none = await TeamOfAsync("None", null, 12);
        var four = await Weeks.TeamAsync("Four");
        foreach (var (index, person) in (await Weeks.PeopleAsync(four, 12)).Index())
            await Weeks.WriteAsync(person, 0, Score(index < 4 ? [new(LabelKind.Risk, "burnout", 1, 0, 1)] : []));
        await Weeks.ReleaseAsync(0);

        Assert.Equal("few", Burnout(await Weeks.InsightAsync(none.Id, 0)));
        Assert.Equal("few", Burnout(await Weeks.InsightAsync(four.Id, 0)));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(10)]
    [InlineData(14)]
    public async Task Which_words_there_are_does_not_tell_how_many_of_a_band_wrote(int writers)
    {
        var team = await TeamAsync(asked: 20, writers);
        var figures = (await Weeks.InsightAsync(team.Id, 0)).Figures!;

        Assert.Equal(new CountBand(8, 14), figures.Writers);
        Assert.All(figures.Risks, risk => Assert.Equal("few", risk.Share));
        Assert.Equal(["few", "few", "few", "many"], figures.Positions.Select(position => position.Share));
        Assert.All(figures.Practices, practice => Assert.Equal("many", practice.Practiced));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task That_risks_are_hidden_does_not_tell_that_some_did_not_write_nor_that_all_did(int writers)
    {
        var team = await TeamAsync(asked: 9, writers);
        var figures = (await Weeks.InsightAsync(team.Id, 0)).Figures!;

        Assert.Equal((new CountBand(5, 14), (string?)null), (figures.Writers, figures.AnswerRate));
        Assert.All(figures.Risks, risk => Assert.Null(risk.Share));
        Assert.All(figures.Practices, practice => Assert.Equal(("many", null), (practice.Practiced, practice.Neglected)));
    }

    [Fact]
    public async Task A_team_too_small_for_a_week_shows_fourWeeks_together_when_theWeeks_cannot_be_taken_from_it()
    {
        var parent = await Weeks.TeamAsync("Parent");
        var small = await Weeks.TeamAsync("Parent/Small", parent);
        var people = await Weeks.PeopleAsync(small, 8);
        var others = await Weeks.PeopleAsync(parent, 7);
        var first = FirstOfPeriod();
        for (var week = first; week < first + 4; week++)
        {
            await Weeks.WriteAsync(people.Skip((week - first) * 2).Take(2), week);
            await Weeks.WriteAsync(others, week);
        }

        await Weeks.ReleaseAsync(first + 3);
        var insight = await Weeks.InsightAsync(small.Id, first + 3);

        Assert.Null(insight.Figures);
        Assert.Equal(new CountBand(5, 14), insight.FourWeeks!.Figures.Writers);
        Assert.NotNull(insight.Recommendation);
        Assert.Null((await Weeks.InsightAsync(small.Id, first + 2)).FourWeeks);
    }

    [Fact]
    public async Task Whoever_wrote_last_in_another_team_does_not_fill_up_the_fourWeeks_of_the_one_they_left()
    {
        var parent = await Weeks.TeamAsync("Parent");
        var small = await Weeks.TeamAsync("Parent/Small", parent);
        var people = await Weeks.PeopleAsync(small, 5);
        var others = await Weeks.PeopleAsync(parent, 7);
        var first = FirstOfPeriod();
        await Weeks.WriteAsync(people.Take(3), first);
        await Weeks.WriteAsync(people.Skip(3), first + 1);
        people[4].Join(parent.Id, TestStory.Start);
        await Weeks.WriteAsync(people.Skip(4), first + 3);
        for (var week = first; week < first + 4; week++) await Weeks.WriteAsync(others, week);

        await Weeks.ReleaseAsync(first + 3);

        Assert.Null((await Weeks.InsightAsync(small.Id, first + 3)).FourWeeks);
    }

    [Fact]
    public async Task FourWeeks_of_a_small_team_do_not_lay_bare_the_few_beside_it()
    {
        var parent = await Weeks.TeamAsync("Parent");
        var small = await Weeks.TeamAsync("Parent/Small", parent);
        var people = await Weeks.PeopleAsync(small, 8);
        var few = await Weeks.PeopleAsync(parent, 3);
        var first = FirstOfPeriod();
        for (var week = first; week < first + 4; week++)
        {
            await Weeks.WriteAsync(people.Skip(week - first).Take(4), week);
            await Weeks.WriteAsync(few, week);
        }

        await Weeks.ReleaseAsync(first + 3);

        Assert.True(await ShowsAsync(parent, first + 3));
        Assert.Null((await Weeks.InsightAsync(small.Id, first + 3)).FourWeeks);
    }

    /// <summary>A team whose people, if they wrote, lived every practice; released.</summary>
    private async Task<Team> TeamAsync(int asked, int writers)
    {
        var team = await Weeks.TeamAsync("Sales");
        foreach (var person in await Weeks.PeopleAsync(team, asked))
            await Weeks.WriteAsync(person, 0, Score([.. Framework.Practices.Select(practice => new ScoreLabel(LabelKind.Practiced, practice.Code, 1, 0, 1))]));
        await using (var db = Story.OpenDb())
        {
            var silent = await db.Replies.OrderBy(reply => reply.Id).Skip(writers).Select(reply => reply.Id).ToListAsync();
            await db.Replies.Where(reply => silent.Contains(reply.Id)).ExecuteDeleteAsync();
        }

        await Weeks.ReleaseAsync(0);
        return team;
    }

    private static int FirstOfPeriod() => (Period.Of(WrittenWeeks.First.AddDays(21)).First.DayNumber - WrittenWeeks.First.DayNumber) / 7;

    private static string? Burnout(Insight insight) => insight.Figures!.Risks.Single(risk => risk.Code == "burnout").Share;

    private static ReplyScore Score(IReadOnlyList<ScoreLabel> labels) => new() { Results = 2, Relationships = 2, Confidence = 1, Labels = labels };
}
