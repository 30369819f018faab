using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Replies;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

/// <summary>For every rule of privacy, somebody who tries to get round it.</summary>
public sealed class DisclosureTests : IAsyncLifetime
{
    private TestStory _story = null!;
    private WrittenWeeks _weeks = null!;

    public async Task InitializeAsync()
    {
        _story = await TestStory.StartAsync();
        _weeks = new WrittenWeeks(_story);
    }

    public async Task DisposeAsync() => await _story.DisposeAsync();

    [Fact]
    public async Task A_small_team_cannot_be_had_by_taking_its_sibling_from_its_parent()
    {
        var parent = await _weeks.TeamAsync("Parent");
        var large = await TeamOfAsync("Parent/Large", parent, 9);
        var small = await TeamOfAsync("Parent/Small", parent, 3);
        await _weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(parent));
        Assert.False(await ShowsAsync(large));
        Assert.False(await ShowsAsync(small));
    }

    [Fact]
    public async Task People_directly_in_a_parent_cannot_be_had_by_taking_its_child_from_it()
    {
        var parent = await TeamOfAsync("Parent", null, 2);
        var child = await TeamOfAsync("Parent/Child", parent, 8);
        await _weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(parent));
        Assert.False(await ShowsAsync(child));
    }

    [Fact]
    public async Task That_a_few_did_not_write_cannot_be_had_from_what_is_shown_beside_them()
    {
        var parent = await _weeks.TeamAsync("Parent");
        var child = await TeamOfAsync("Parent/Child", parent, 8);
        await _weeks.PeopleAsync(parent, 2);
        await _weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(parent));
        Assert.False(await ShowsAsync(child));
    }

    [Fact]
    public async Task A_chain_of_teams_gives_nobody_away_at_any_link()
    {
        var outer = await TeamOfAsync("A", null, 6);
        var middle = await TeamOfAsync("A/B", outer, 2);
        var inner = await TeamOfAsync("A/B/C", middle, 7);
        await _weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(outer));
        Assert.True(await ShowsAsync(middle));
        Assert.False(await ShowsAsync(inner));
    }

    [Fact]
    public async Task A_hidden_team_says_the_same_whether_it_is_small_or_shields_a_small_one()
    {
        var parent = await _weeks.TeamAsync("Parent");
        var large = await TeamOfAsync("Parent/Large", parent, 9);
        var small = await TeamOfAsync("Parent/Small", parent, 3);
        await _weeks.ReleaseAsync(0);

        Assert.Equal((await _weeks.InsightAsync(large.Id, 0)).ToJson(), (await _weeks.InsightAsync(small.Id, 0)).ToJson());
    }

    [Fact]
    public async Task A_large_team_beside_two_small_ones_is_shown()
    {
        var parent = await _weeks.TeamAsync("Parent");
        var large = await TeamOfAsync("Parent/Large", parent, 9);
        await TeamOfAsync("Parent/Small", parent, 3);
        await TeamOfAsync("Parent/Other", parent, 2);
        await _weeks.ReleaseAsync(0);

        Assert.True(await ShowsAsync(large));
    }

    [Fact]
    public async Task A_risk_that_few_show_is_called_few_whether_there_are_none_or_four()
    {
        var none = await TeamOfAsync("None", null, 12);
        var four = await _weeks.TeamAsync("Four");
        foreach (var (index, person) in (await _weeks.PeopleAsync(four, 12)).Index())
            await _weeks.WriteAsync(person, 0, Score(index < 4 ? [new(LabelKind.Risk, "burnout", 1, 0, 1)] : []));
        await _weeks.ReleaseAsync(0);

        Assert.Equal("few", Burnout(await _weeks.InsightAsync(none.Id, 0)));
        Assert.Equal("few", Burnout(await _weeks.InsightAsync(four.Id, 0)));
    }

    [Fact]
    public async Task Positions_that_sum_to_the_whole_do_not_pin_each_other_down()
    {
        // Four writers at each of four positions: four times "few" of 16 would say that each is exactly four.
        var team = await _weeks.TeamAsync("Even");
        double[][] points = [[0, 0], [4, 0], [0, 4], [4, 4]];
        foreach (var (index, person) in (await _weeks.PeopleAsync(team, 16)).Index())
            await _weeks.WriteAsync(person, 0, new ReplyScore { Results = points[index % 4][0], Relationships = points[index % 4][1], Confidence = 1 });
        await _weeks.ReleaseAsync(0);

        Assert.All((await _weeks.InsightAsync(team.Id, 0)).Figures!.Positions, position => Assert.Null(position.Share));
    }

    [Fact]
    public async Task Somebody_who_joins_cannot_be_had_as_the_difference_of_two_weeks()
    {
        var team = await _weeks.TeamAsync("Sales");
        var people = await _weeks.PeopleAsync(team, 8);
        await _weeks.WriteAsync(people, 0);
        await _weeks.ReleaseAsync(0);
        var joined = await _weeks.PeopleAsync(team, 1);
        await _weeks.WriteAsync([.. people, .. joined], 1);
        await _weeks.ReleaseAsync(1);
        await _weeks.WriteAsync([.. people, .. joined], 2);
        await _weeks.ReleaseAsync(2);

        Assert.Equal("people-changed", (await _weeks.InsightAsync(team.Id, 1)).Changes!.Withheld!.Code);
        Assert.Equal(["2026-W11"], (await _weeks.InsightAsync(team.Id, 2)).Changes!.Weeks);
    }

    [Fact]
    public async Task Somebody_who_wrote_and_left_before_the_week_was_over_cannot_be_had_as_a_difference()
    {
        var team = await _weeks.TeamAsync("Sales");
        var (elsewhere, others) = await ElsewhereAsync();
        var people = await _weeks.PeopleAsync(team, 8);
        await _weeks.WriteAsync(people.Concat(others), 0);
        await MoveAsync(people[0], elsewhere);
        await _weeks.ReleaseAsync(0);
        await _weeks.WriteAsync(people.Skip(1).Concat(others), 1);
        await _weeks.ReleaseAsync(1);

        Assert.Equal("people-changed", (await _weeks.InsightAsync(team.Id, 1)).Changes!.Withheld!.Code);
    }

    [Fact]
    public async Task Somebody_who_joined_wrote_and_left_within_a_week_cannot_be_had_as_a_difference()
    {
        var team = await _weeks.TeamAsync("Sales");
        var people = await _weeks.PeopleAsync(team, 8);
        await _weeks.WriteAsync(people, 0);
        await _weeks.ReleaseAsync(0);
        var guest = await _weeks.PeopleAsync(team, 1);
        await _weeks.WriteAsync([.. people, .. guest], 1);
        await using (var db = _story.OpenDb()) await db.Participants.Where(person => person.Id == guest[0].Id).ExecuteUpdateAsync(row => row.SetProperty(person => person.Status, ParticipantStatus.Deactivated));
        await _weeks.ReleaseAsync(1);

        Assert.Equal("people-changed", (await _weeks.InsightAsync(team.Id, 1)).Changes!.Withheld!.Code);
    }

    [Fact]
    public async Task Differences_of_three_weeks_do_not_add_up_to_one_that_is_not_shown()
    {
        // Five join, then four of them leave with one who was there before: from the first week to the last, one came and one went.
        var team = await _weeks.TeamAsync("Sales");
        var (elsewhere, others) = await ElsewhereAsync();
        var people = await _weeks.PeopleAsync(team, 12);
        await _weeks.WriteAsync(people.Concat(others), 0);
        await _weeks.ReleaseAsync(0);
        var joined = await _weeks.PeopleAsync(team, 5);
        await _weeks.WriteAsync([.. people, .. joined, .. others], 1);
        await _weeks.ReleaseAsync(1);
        foreach (var person in (Participant[])[.. joined.Take(4), people[0]]) await MoveAsync(person, elsewhere);
        await _weeks.WriteAsync([.. people.Skip(1), .. joined.Skip(4), .. others], 2);
        await _weeks.ReleaseAsync(2);

        Assert.Equal(["2026-W10"], (await _weeks.InsightAsync(team.Id, 1)).Changes!.Weeks);
        Assert.Equal("people-changed", (await _weeks.InsightAsync(team.Id, 2)).Changes!.Withheld!.Code);
    }

    [Fact]
    public async Task Somebody_who_moves_within_a_week_counts_once()
    {
        var team = await TeamOfAsync("Sales", null, 4);
        var other = await TeamOfAsync("Support", null, 4);
        var mover = (await _weeks.PeopleAsync(team, 1))[0];
        await _weeks.WriteAsync(mover, 0, minutes: 0);
        mover.TeamId = other.Id;
        await _weeks.WriteAsync(mover, 0, minutes: 60);
        await _weeks.ReleaseAsync(0);

        Assert.False(await ShowsAsync(team));
        Assert.False(await ShowsAsync(other));
        Assert.Equal(new CountBand(5, 9), (await _weeks.InsightAsync(0, 0)).Figures!.Writers);
    }

    [Fact]
    public async Task A_team_too_small_for_a_week_shows_four_weeks_together_when_the_weeks_cannot_be_taken_from_it()
    {
        var parent = await _weeks.TeamAsync("Parent");
        var small = await _weeks.TeamAsync("Parent/Small", parent);
        var people = await _weeks.PeopleAsync(small, 8);
        var others = await _weeks.PeopleAsync(parent, 7);
        var first = FirstOfPeriod();
        for (var week = first; week < first + 4; week++)
        {
            await _weeks.WriteAsync(people.Skip((week - first) * 2).Take(2), week);
            await _weeks.WriteAsync(others, week);
        }

        await _weeks.ReleaseAsync(first + 3);
        var insight = await _weeks.InsightAsync(small.Id, first + 3);

        Assert.Null(insight.Figures);
        Assert.Equal(new CountBand(5, 9), insight.FourWeeks!.Figures.Writers);
        Assert.NotNull(insight.Recommendation);
        Assert.Null((await _weeks.InsightAsync(small.Id, first + 2)).FourWeeks);
    }

    [Fact]
    public async Task Whoever_wrote_last_in_another_team_does_not_fill_up_the_four_weeks_of_the_one_they_left()
    {
        var parent = await _weeks.TeamAsync("Parent");
        var small = await _weeks.TeamAsync("Parent/Small", parent);
        var people = await _weeks.PeopleAsync(small, 5);
        var others = await _weeks.PeopleAsync(parent, 7);
        var first = FirstOfPeriod();
        await _weeks.WriteAsync(people.Take(3), first);
        await _weeks.WriteAsync(people.Skip(3), first + 1);
        people[4].TeamId = parent.Id;
        await _weeks.WriteAsync(people.Skip(4), first + 3);
        for (var week = first; week < first + 4; week++) await _weeks.WriteAsync(others, week);

        await _weeks.ReleaseAsync(first + 3);

        Assert.Null((await _weeks.InsightAsync(small.Id, first + 3)).FourWeeks);
    }

    [Fact]
    public async Task Four_weeks_of_a_small_team_do_not_lay_bare_the_few_beside_it()
    {
        var parent = await _weeks.TeamAsync("Parent");
        var small = await _weeks.TeamAsync("Parent/Small", parent);
        var people = await _weeks.PeopleAsync(small, 8);
        var few = await _weeks.PeopleAsync(parent, 3);
        var first = FirstOfPeriod();
        for (var week = first; week < first + 4; week++)
        {
            await _weeks.WriteAsync(people.Skip(week - first).Take(4), week);
            await _weeks.WriteAsync(few, week);
        }

        await _weeks.ReleaseAsync(first + 3);

        Assert.True(await ShowsAsync(parent, first + 3));
        Assert.Null((await _weeks.InsightAsync(small.Id, first + 3)).FourWeeks);
    }

    [Fact]
    public async Task A_later_edition_does_not_hold_a_group_that_has_lost_somebody()
    {
        var team = await _weeks.TeamAsync("Sales");
        var stays = await TeamOfAsync("Support", null, 6);
        var people = await _weeks.PeopleAsync(team, 8);
        await _weeks.WriteAsync(people, 0);
        await _weeks.ReleaseAsync(0);
        await RescoreAsync();
        await _story.Get<ParticipantErasure>().EraseAsync(people[0].Id);

        Assert.Equal(2, await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));

        Assert.Equal((1, 2.0), await ShownAsync(team.Id));
        Assert.Equal((1, 2.0), await ShownAsync(0));
        Assert.Equal((2, 3.0), await ShownAsync(stays.Id));
        Assert.Null(await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
    }

    [Fact]
    public async Task Two_editions_do_not_give_away_the_few_who_were_scored_anew_between_them()
    {
        var team = await TeamOfAsync("Sales", null, 6);
        var other = await TeamOfAsync("Support", null, 6);
        await _weeks.ReleaseAsync(0);
        await RescoreAsync(reply => reply.TeamId == other.Id || reply.Id % 6 < 4);

        Assert.Equal(2, await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));

        Assert.Equal((1, 2.0), await ShownAsync(team.Id));
        Assert.Equal((2, 3.0), await ShownAsync(other.Id));
        Assert.Equal((1, 2.0), await ShownAsync(0));
    }

    [Fact]
    public async Task There_is_no_edition_while_too_few_were_scored_anew()
    {
        await TeamOfAsync("Sales", null, 12);
        await _weeks.ReleaseAsync(0);
        await RescoreAsync(reply => reply.Id <= 4);

        Assert.Null(await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        await RescoreAsync(reply => reply.Id > 4);
        Assert.Equal(2, await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
    }

    [Fact]
    public async Task An_edition_does_not_tell_that_somebody_who_was_silent_has_been_erased()
    {
        var team = await _weeks.TeamAsync("Sales");
        var people = await _weeks.PeopleAsync(team, 28);
        await _weeks.WriteAsync(people, 0);
        await using (var db = _story.OpenDb())
        {
            foreach (var silent in people.Skip(20)) await db.Replies.Where(reply => reply.ParticipantId == silent.Id).ExecuteDeleteAsync();
        }

        await _weeks.ReleaseAsync(0);
        var before = (await _weeks.InsightAsync(team.Id, 0)).Figures!;
        foreach (var silent in people.Skip(20)) await _story.Get<ParticipantErasure>().EraseAsync(silent.Id);
        await RescoreAsync();

        Assert.Equal(2, await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        var after = (await _weeks.InsightAsync(team.Id, 0)).Figures!;
        Assert.Equal(("half-to-three-quarters", new CountBand(20, 39)), (before.AnswerRate, before.Writers));
        Assert.Equal((before.AnswerRate, before.Writers), (after.AnswerRate, after.Writers));
    }

    [Fact]
    public async Task An_edition_holds_the_same_answer_rate_although_people_have_moved_since()
    {
        var team = await _weeks.TeamAsync("Sales");
        var people = await _weeks.PeopleAsync(team, 7);
        await _weeks.WriteAsync(people, 0);
        await _weeks.ReleaseAsync(0);
        var before = (await _weeks.InsightAsync(team.Id, 0)).Figures!;
        var elsewhere = await _weeks.TeamAsync("Elsewhere");
        await using (var db = _story.OpenDb()) await db.Participants.ExecuteUpdateAsync(row => row.SetProperty(person => person.TeamId, elsewhere.Id));
        await RescoreAsync();

        Assert.Equal(2, await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First));
        var after = (await _weeks.InsightAsync(team.Id, 0)).Figures!;
        Assert.Equal((before.Writers, before.AnswerRate), (after.Writers, after.AnswerRate));
    }

    [Fact]
    public async Task The_first_edition_stays_as_it_was()
    {
        var team = await TeamOfAsync("Sales", null, 6);
        await _weeks.ReleaseAsync(0);
        var before = await Reader.ReadAsync(team.Id, new WeekRange(1));
        await RescoreAsync();
        await _story.Get<EditionReleaser>().ReleaseAsync(WrittenWeeks.First);

        Assert.Equal(before, await Reader.ReadAsync(team.Id, new WeekRange(1, Edition: 1)));
        Assert.NotEqual(before, await Reader.ReadAsync(team.Id, new WeekRange(1)));
    }

    private InsightReader Reader => _story.Get<InsightReader>();

    private static int FirstOfPeriod() => (Period.Of(WrittenWeeks.First.AddDays(21)).First.DayNumber - WrittenWeeks.First.DayNumber) / 7;

    private static string? Burnout(Insight insight) => insight.Figures!.Risks.Single(risk => risk.Code == "burnout").Share;

    private static ReplyScore Score(IReadOnlyList<ScoreLabel> labels) => new() { Results = 2, Relationships = 2, Confidence = 1, Labels = labels };

    private async Task<Team> TeamOfAsync(string path, Team? parent, int writers)
    {
        var team = await _weeks.TeamAsync(path, parent);
        await _weeks.WriteAsync(await _weeks.PeopleAsync(team, writers), 0);
        return team;
    }

    private async Task<bool> ShowsAsync(Team team, int week = 0) => (await _weeks.InsightAsync(team.Id, week)).Figures is not null;

    /// <summary>Another team, large enough that nothing of the first is hidden for its sake.</summary>
    private async Task<(Team, IReadOnlyList<Participant>)> ElsewhereAsync() =>
        await _weeks.TeamAsync("Elsewhere") is var team ? (team, await _weeks.PeopleAsync(team, 6)) : default;

    private async Task MoveAsync(Participant person, Team team)
    {
        await using var db = _story.OpenDb();
        await db.Participants.Where(row => row.Id == person.Id).ExecuteUpdateAsync(row => row.SetProperty(moved => moved.TeamId, team.Id));
    }

    private async Task<(int Edition, double? Results)> ShownAsync(long team) =>
        await _weeks.InsightAsync(team, 0) is var insight ? (insight.Edition, insight.Figures?.Results.Mean) : default;

    private async Task RescoreAsync(Func<Reply, bool>? which = null)
    {
        await using var db = _story.OpenDb();
        _story.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var reply in db.Replies.AsEnumerable().Where(which ?? (_ => true)).ToList())
            db.Scores.Add(BalancePipeline.Scoring.Score.Of(reply.Id, 1, "test-2", _story.Clock.GetUtcNow(), new ReplyScore { Results = 3, Relationships = 2, Confidence = 1 }));
        await db.SaveChangesAsync();
    }
}
