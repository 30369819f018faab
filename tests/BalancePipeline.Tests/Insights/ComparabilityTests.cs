using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

/// <summary>Somebody who holds the releases of several weeks and tries to have a person as their difference.</summary>
public sealed class ComparabilityTests : PrivacyStory
{
    [Fact]
    public async Task Somebody_who_joins_cannot_be_had_as_the_difference_of_twoWeeks()
    {
        var team = await Weeks.TeamAsync("Sales");
        var people = await Weeks.PeopleAsync(team, 8);
        await Weeks.WriteAsync(people, 0);
        await Weeks.ReleaseAsync(0);
        var joined = await Weeks.PeopleAsync(team, 1);
        await Weeks.WriteAsync([.. people, .. joined], 1);
        await Weeks.ReleaseAsync(1);
        await Weeks.WriteAsync([.. people, .. joined], 2);
        await Weeks.ReleaseAsync(2);

        Assert.Equal("people-changed", (await Weeks.InsightAsync(team.Id, 1)).Changes!.Withheld!.Code);
        Assert.Equal(["2026-W11"], (await Weeks.InsightAsync(team.Id, 2)).Changes!.Weeks);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_who_comes_between_a_week_and_its_release_cannot_be_had_as_the_difference_to_the_next(bool fromElsewhere)
    {
        var team = await Weeks.TeamAsync("Sales");
        var (elsewhere, others) = await ElsewhereAsync();
        var people = await Weeks.PeopleAsync(team, 8);
        await Weeks.WriteAsync(people.Concat(others), 0);
        var monday = TestStory.Start.AddDays(7);
        var comes = fromElsewhere ? (await Weeks.PeopleAsync(elsewhere, 1))[0] : (await Weeks.PeopleAsync(team, 1, monday))[0];
        if (fromElsewhere) await MoveAsync(comes, team, monday);
        await Weeks.ReleaseAsync(0);
        await Weeks.WriteAsync(people.Append(comes).Concat(others), 1);
        await Weeks.ReleaseAsync(1);

        Assert.Equal("people-changed", (await Weeks.InsightAsync(team.Id, 1)).Changes!.Withheld!.Code);
    }

    [Fact]
    public async Task Somebody_who_wrote_and_left_before_the_week_was_over_cannot_be_had_as_a_difference()
    {
        var team = await Weeks.TeamAsync("Sales");
        var (elsewhere, others) = await ElsewhereAsync();
        var people = await Weeks.PeopleAsync(team, 8);
        await Weeks.WriteAsync(people.Concat(others), 0);
        await MoveAsync(people[0], elsewhere);
        await Weeks.ReleaseAsync(0);
        await Weeks.WriteAsync(people.Skip(1).Concat(others), 1);
        await Weeks.ReleaseAsync(1);

        Assert.Equal("people-changed", (await Weeks.InsightAsync(team.Id, 1)).Changes!.Withheld!.Code);
    }

    [Fact]
    public async Task Somebody_who_joined_wrote_and_left_within_a_week_cannot_be_had_as_a_difference()
    {
        var team = await Weeks.TeamAsync("Sales");
        var people = await Weeks.PeopleAsync(team, 8);
        await Weeks.WriteAsync(people, 0);
        await Weeks.ReleaseAsync(0);
        var guest = await Weeks.PeopleAsync(team, 1);
        await Weeks.WriteAsync([.. people, .. guest], 1);
        await using (var db = Story.OpenDb()) await db.Participants.Where(person => person.Id == guest[0].Id).ExecuteUpdateAsync(row => row.SetProperty(person => person.Status, ParticipantStatus.Deactivated));
        await Weeks.ReleaseAsync(1);

        Assert.Equal("people-changed", (await Weeks.InsightAsync(team.Id, 1)).Changes!.Withheld!.Code);
    }

    [Fact]
    public async Task A_team_is_compared_by_its_own_scorers_and_told_when_they_changed()
    {
        var team = await Weeks.TeamAsync("Sales");
        var people = await Weeks.PeopleAsync(team, 6);
        var (other, others) = await ElsewhereAsync();
        await Weeks.WriteAsync(people.Concat(others), 0);
        await Weeks.ReleaseAsync(0);
        foreach (var person in people) await Weeks.WriteAsync(person, 1, scorer: "newer");
        await Weeks.WriteAsync(others, 1);
        await Weeks.ReleaseAsync(1);

        var (changed, kept) = (await Weeks.InsightAsync(team.Id, 1), await Weeks.InsightAsync(other.Id, 1));
        Assert.Equal(("newer", "scorer-changed"), (changed.ScorerVersion, changed.Changes!.Withheld!.Code));
        Assert.Equal((WrittenWeeks.Scorer, "2026-W10"), (kept.ScorerVersion, Assert.Single(kept.Changes!.Weeks)));
    }

    [Fact]
    public async Task Differences_of_threeWeeks_do_not_add_up_to_one_that_is_not_shown()
    {
        // Five join, then four of them leave with one who was there before: from the first week to the last, one came and one went.
        var team = await Weeks.TeamAsync("Sales");
        var (elsewhere, others) = await ElsewhereAsync();
        var people = await Weeks.PeopleAsync(team, 12);
        await Weeks.WriteAsync(people.Concat(others), 0);
        await Weeks.ReleaseAsync(0);
        var joined = await Weeks.PeopleAsync(team, 5);
        await Weeks.WriteAsync([.. people, .. joined, .. others], 1);
        await Weeks.ReleaseAsync(1);
        foreach (var person in (Participant[])[.. joined.Take(4), people[0]]) await MoveAsync(person, elsewhere);
        await Weeks.WriteAsync([.. people.Skip(1), .. joined.Skip(4), .. others], 2);
        await Weeks.ReleaseAsync(2);

        Assert.Equal(["2026-W10"], (await Weeks.InsightAsync(team.Id, 1)).Changes!.Weeks);
        Assert.Equal("people-changed", (await Weeks.InsightAsync(team.Id, 2)).Changes!.Withheld!.Code);
    }

    [Fact]
    public async Task Somebody_who_moves_within_a_week_counts_once()
    {
        var team = await TeamOfAsync("Sales", null, 4);
        var other = await TeamOfAsync("Support", null, 3);
        await TeamOfAsync("Service", null, 4);
        await TeamOfAsync("Board", null, 2);
        var mover = (await Weeks.PeopleAsync(team, 1))[0];
        await Weeks.WriteAsync(mover, 0, minutes: 0);
        mover.Join(other.Id, TestStory.Start);
        await Weeks.WriteAsync(mover, 0, minutes: 60);
        await Weeks.ReleaseAsync(0);

        Assert.False(await ShowsAsync(team));
        Assert.False(await ShowsAsync(other));
        Assert.Equal(new CountBand(8, 14), (await Weeks.InsightAsync(0, 0)).Figures!.Writers);
    }
}
