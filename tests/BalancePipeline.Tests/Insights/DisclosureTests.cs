using BalancePipeline.Insights;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;

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

    [Fact]
    public void Bands_told_as_one_do_not_tell_which_it_is()
    {
        // Six of 13 are in the team inside, four of them are meant and nobody beside it: "few" of all and "many" of the team would tell it. So
        // where the team is said to be many, all are said to be few to half, whichever it is.
        Assert.Equal(["few", "few"], Decide([2, 2]));
        Assert.Equal(["few-to-half", "many"], Decide([4, 4]));
        Assert.Equal(["few-to-half", "many"], Decide([6, 4]));
        AttackLabels([-1, 0], [7, 6], 5);

        static IEnumerable<string?> Decide(int[] counts) => new LabelBands([-1, 0], [13, 6], 5).Decide(counts, sensitive: false).Select(band => band?.Code);
    }

    [Fact]
    public void Whoever_tries_all_counts_that_look_alike_learns_nothing_of_any_group_or_of_those_beside_it()
    {
        var random = new Random(1);
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var minimum = random.Next(3, 6);
            int[] parents = [-1, .. Enumerable.Range(0, random.Next(1, 4)).Select(group => random.Next(-1, group + 1))];
            AttackLabels(parents, [.. parents.Select((_, group) => parents.Contains(group) && random.Next(3) == 0 ? 0 : minimum + random.Next(0, 30 / parents.Length))], minimum);
        }
    }

    [Fact]
    public void Teams_beside_each_other_show_every_band_whatever_is_around_them()
    {
        var random = new Random(1);
        int[] sizes = [40, 8, 9, 11, 12];
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var counts = sizes.Select(size => random.Next(size + 1)).ToArray();
            counts[0] = counts.Skip(1).Sum();
            var bands = new LabelBands([-1, 0, 0, 0, 0], sizes, 5).Decide(counts, sensitive: false);
            Assert.All(bands.Skip(1), band => Assert.NotNull(band));
        }
    }

    [Fact]
    public void Positions_that_sum_to_the_whole_do_not_pin_each_other_down_nor_does_it_when_they_are_hidden()
    {
        // Four times "few" of 16 would say that each is exactly four.
        for (var minimum = 3; minimum <= 6; minimum++)
        {
            for (var size = minimum; size <= 8 * minimum; size++)
            {
                var bands = new LabelBands([-1], [size], minimum);
                var possible = new Dictionary<string, bool[]>();
                foreach (var counts in Parts(4, size))
                {
                    var shown = string.Join(' ', bands.DecideParts([.. counts.Select(count => new[] { count })]).Select(part => part[0]?.Code ?? "–"));
                    for (var part = 0; part < counts.Length; part++)
                    {
                        var key = $"{shown}, position {part}";
                        if (!possible.ContainsKey(key)) possible[key] = new bool[size + 1];
                        possible[key][counts[part]] = true;
                    }
                }

                Assert.All(possible, shown => Assert.False(CountAdversary.Tells(shown.Value, minimum), $"{size} people, minimum {minimum}: {shown.Key}"));
            }
        }

        static IEnumerable<int[]> Parts(int count, int size) => count == 1
            ? [[size]]
            : Enumerable.Range(0, size + 1).SelectMany(first => Parts(count - 1, size - first).Select(rest => new[] { first }.Concat(rest).ToArray()));
    }

    [Theory]
    [InlineData(12, 8, "most")]
    [InlineData(16, 10, "many")]
    [InlineData(16, 4, null)]
    [InlineData(40, 17, "half")]
    public void Of_positions_that_could_pin_each_other_down_only_the_one_is_told_where_many_stand(int writers, int balanced, string? band)
    {
        int[] counts = [writers - balanced, balanced, 0, 0];
        Assert.Equal(band, new LabelBands([-1], [writers], 5).DecideParts([.. counts.Select(count => new[] { count })])[1][0]?.Code);
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
        Assert.Equal(new CountBand(5, 9), insight.FourWeeks!.Figures.Writers);
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
        people[4].TeamId = parent.Id;
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

    private static void AttackLabels(int[] parents, int[] people, int minimum)
    {
        var bands = new LabelBands(parents, KnowingAdversary.AddUp(parents, people), minimum);
        foreach (var sensitive in new[] { false, true })
        {
            KnowingAdversary.Attack(
                parents, [.. people.Select(_ => 0)], people, minimum, counts => string.Join(' ', bands.Decide(counts, sensitive).Select(band => band?.Code ?? "–")));
        }
    }

    private static int FirstOfPeriod() => (Period.Of(WrittenWeeks.First.AddDays(21)).First.DayNumber - WrittenWeeks.First.DayNumber) / 7;

    private static string? Burnout(Insight insight) => insight.Figures!.Risks.Single(risk => risk.Code == "burnout").Share;

    private static ReplyScore Score(IReadOnlyList<ScoreLabel> labels) => new() { Results = 2, Relationships = 2, Confidence = 1, Labels = labels };
}
