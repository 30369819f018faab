using System.Globalization;
using BalancePipeline.Insights;
using BalancePipeline.Insights.Figures;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Insights;

/// <summary>
/// Random organisations live for a year; somebody who holds everything that was ever released, and knows who wrote where, tries to
/// solve it for fewer people than the minimum. <c>BALANCE_TEST_ORGANIZATIONS</c> sets how many organisations are tried.
/// </summary>
public sealed class AdversaryTests
{
    private const int Weeks = 52;

    public static TheoryData<int> Chunks { get; } = [.. Enumerable.Range(0, 5)];

    [Theory]
    [MemberData(nameof(Chunks))]
    public async Task Nothing_released_in_a_year_can_be_solved_for_fewer_people_than_the_minimum(int chunk)
    {
        var organizations = int.Parse(Environment.GetEnvironmentVariable("BALANCE_TEST_ORGANIZATIONS") ?? "50", CultureInfo.InvariantCulture);
        for (var seed = chunk; seed < organizations; seed += Chunks.Count) await AttackAsync(seed);
    }

    private static async Task AttackAsync(int seed)
    {
        var random = new Random(seed);
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Insights:MinimumGroupSize"] = random.Next(3, 7).ToString(CultureInfo.InvariantCulture),
            ["Storage:SqliteSynchronous"] = "OFF",
        });
        var organization = new RandomOrganization(story, seed);
        await organization.FoundAsync();
        for (var week = 0; week < Weeks; week++) await organization.LiveAsync(WrittenWeeks.First.AddDays(7 * week));

        await using var db = story.OpenDb();
        var released = (await db.ReleasedInsights.AsNoTracking().ToListAsync())
            .ConvertAll(row => new Read(row.TeamId, row.Week, row.Edition, Insight.Parse(row.Body)));
        Assert.NotEmpty(released);
        foreach (var period in released.GroupBy(row => Period.Of(row.Week)))
            AttackSums([.. period], period.Min(row => row.Insight.MinimumGroupSize), organization, random, seed);
        foreach (var week in released.GroupBy(row => row.Week))
        {
            var minimum = week.First().Insight.MinimumGroupSize;
            Assert.True(minimum >= organization.Told[week.Key], $"Organisation {seed}, {week.Key}: people were told {organization.Told[week.Key]}, and {minimum} held.");
            AttackSums([.. week.Where(row => row.Insight.FourWeeks is null)], minimum, organization, random, seed);
        }

        foreach (var edition in released.GroupBy(row => (row.Week, row.Edition)))
        {
            var week = edition.Where(row => row.Insight.Figures is not null).Select(row => new Group(row, row.Insight.Figures!, Writers(row, organization).Count)).ToList();
            AttackCounts(week, organization, edition.First().Insight.MinimumGroupSize, seed);
            CheckAnswers(week, organization, seed);
            if (edition.Key.Edition == 1) CheckSilence([.. week.Select(group => group.Row.TeamId)], edition.Key.Week, organization, seed);

            var four = edition.Where(row => row.Insight.FourWeeks is not null).Select(row => new Group(row, row.Insight.FourWeeks!.Figures, PeriodWriters(row, organization).Count)).ToList();
            AttackCounts(four, organization, released.Where(row => Period.Of(row.Week) == Period.Of(edition.Key.Week)).Max(row => row.Insight.MinimumGroupSize), seed);
        }

        foreach (var team in released.Where(row => row.Edition == 1).GroupBy(row => row.TeamId)) CheckChanges([.. team], organization, seed);
    }

    private sealed record Read(long TeamId, DateOnly Week, int Edition, Insight Insight);

    private sealed record Group(Read Row, GroupFigures Figures, int Size);

    private static void AttackSums(IReadOnlyList<Read> rows, int minimum, RandomOrganization organization, Random random, int seed)
    {
        var fewest = LinearAdversary.FewestPeople([.. rows.SelectMany(row => Sums(row, organization))], random);
        Assert.True(fewest >= minimum, $"Organisation {seed}, {rows.Select(row => row.Week).FirstOrDefault()}: solved for {fewest} people, the minimum is {minimum}.");
    }

    private static IEnumerable<Dictionary<LinearAdversary.Unknown, int>> Sums(Read row, RandomOrganization organization)
    {
        var (scored, erased) = organization.Known[(row.Week, row.Edition)];
        LinearAdversary.Unknown Unknown((long Person, DateOnly Week) key) => new(key.Person, key.Week, scored.GetValueOrDefault(key));
        if (row.Insight.Figures is not null)
        {
            var writers = Writers(row, organization);
            if (row.Edition > 1) Assert.DoesNotContain(writers, writer => erased.Contains(writer.Person));
            yield return writers.ToDictionary(Unknown, _ => 1);
        }

        if (row.Insight.FourWeeks is not null)
        {
            // A person counts by the mean of the weeks in the team they wrote in last; so each of these weeks weighs one over their number.
            yield return PeriodWriters(row, organization).SelectMany(weeks => weeks.Select(week => (Unknown(week), weeks.Count))).ToDictionary();
        }
    }

    private static List<(long Person, DateOnly Week)> Writers(Read row, RandomOrganization organization) =>
        [.. organization.Wrote.Where(wrote => wrote.Key.Week == row.Week && organization.IsWithin(wrote.Value, row.TeamId, row.Week)).Select(wrote => wrote.Key)];

    private static List<List<(long Person, DateOnly Week)>> PeriodWriters(Read row, RandomOrganization organization)
    {
        var four = row.Insight.FourWeeks!;
        var erased = organization.Known[(row.Week, row.Edition)].Erased;
        return
        [
            .. organization.Wrote.Where(wrote => wrote.Key.Week >= four.From && wrote.Key.Week <= four.To && !erased.Contains(wrote.Key.Person))
                .GroupBy(wrote => wrote.Key.Person)
                .Select(person => (Last: person.MaxBy(wrote => wrote.Key.Week).Value, Weeks: person))
                .Where(person => organization.IsWithin(person.Last, row.TeamId, row.Week))
                .Select(person => person.Weeks.Where(wrote => wrote.Value == person.Last).Select(wrote => wrote.Key).ToList()),
        ];
    }

    private static void AttackCounts(IReadOnlyList<Group> shown, RandomOrganization organization, int minimum, int seed)
    {
        if (shown.Count == 0) return;
        var week = shown[0].Row.Week;
        var (ordered, parents) = Nest(shown, organization);
        var sizes = ordered.Select(group => group.Size).ToArray();
        var told = ordered.Select(group => group.Figures.Writers).ToArray();
        var adversary = new CountAdversary(parents, sizes);
        foreach (var label in Shares(ordered[0].Figures).Select(share => share.Label))
        {
            var shares = ordered.Select(group => Shares(group.Figures).Single(share => share.Label == label)).ToArray();
            var (groups, blocks) = adversary.Possible((group, count) => shares[group].Share is not { } share
                || (ShareBand.Of(count, sizes[group], told[group].Minimum, minimum, shares[group].Sensitive) is { } band && Covers(share, band.Code))
                || (label.StartsWith("position:", StringComparison.Ordinal) && share == ShareBand.OfPart(count, sizes[group], told[group].Minimum, minimum).Code));
            foreach (var possible in groups.Concat(blocks))
                Assert.False(CountAdversary.Tells(possible, minimum), $"Organisation {seed}, {week}: {label} tells of a few.");
        }

        AttackHidden(parents, sizes, told, minimum, seed);
    }

    // "few-to-half" can be few, some or half.
    private static bool Covers(string share, string band)
    {
        var ends = share.Split("-to-");
        return ShareBand.Codes.IndexOf(band) >= ShareBand.Codes.IndexOf(ends[0]) && ShareBand.Codes.IndexOf(band) <= ShareBand.Codes.IndexOf(ends[^1]);
    }

    /// <summary>
    /// Somebody who knows the rule learns from a hidden band too: it can be none that the rule would have shown. And from which bands there
    /// are: not every number of writers would have them. Small ones are tried through, for some numbers of writers told alike.
    /// </summary>
    private static void AttackHidden(int[] parents, int[] sizes, CountBand[] told, int minimum, int seed)
    {
        const long MostWorlds = 600;
        var blocks = sizes.Select((size, group) => size - sizes.Where((_, inside) => parents[inside] == group).Sum()).ToArray();
        if (blocks.Aggregate(1L, (worlds, people) => Math.Min(worlds * (people + 1), MostWorlds + 1)) > MostWorlds) return;
        var bands = new LabelBands(parents, sizes, told, minimum);
        foreach (var sensitive in new[] { false, true })
        {
            KnowingAdversary.Attack(
                parents, new int[blocks.Length], blocks, minimum, counts => KnowingAdversary.Show(bands.Decide(counts, sensitive)));
        }

        if (blocks.Length == 1) return;
        var words = KnowingAdversary.Words(parents, told, blocks, minimum);
        var random = new Random(seed);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var others = blocks.Select(people => people == 0 ? 0 : Math.Max(minimum, people + random.Next(-3, 4))).ToArray();
            if (!KnowingAdversary.AddUp(parents, others).Zip(told).All(group => group.First >= group.Second.Minimum && group.First <= group.Second.Maximum)) continue;
            Assert.Equal(words, KnowingAdversary.Words(parents, told, others, minimum));
        }
    }

    /// <summary>Groups, those around others first, and for each the one around it.</summary>
    private static (Group[] Groups, int[] Parents) Nest(IReadOnlyList<Group> shown, RandomOrganization organization)
    {
        var week = shown[0].Row.Week;
        var ordered = shown.OrderBy(group => Depth(group.Row.TeamId)).ToArray();
        return (ordered, [.. ordered.Select((group, index) => Array.FindLastIndex(
            ordered, index, index + 1, other => other != group && organization.IsWithin(group.Row.TeamId, other.Row.TeamId, week)))]);

        int Depth(long team) => team == 0 ? 0 : 1 + Depth(organization.Above[week][team]);
    }

    private static IEnumerable<(string Label, string? Share, bool Sensitive)> Shares(GroupFigures figures) =>
    [
        .. figures.Practices.Select(practice => ("practiced:" + practice.Code, practice.Practiced, false)),
        .. figures.Practices.Select(practice => ("neglected:" + practice.Code, practice.Neglected, true)),
        .. figures.Risks.Select(risk => ("risk:" + risk.Code, risk.Share, true)),
        .. figures.Gains.Select(gain => ("gain:" + gain.Code, gain.Share, false)),
        .. figures.Positions.Select(position => ("position:" + position.Code, position.Share, false)),
    ];

    /// <summary>Somebody who knows how many were asked reads how many wrote, their share, and how wide an interval is, of groups around and inside one another.</summary>
    private static void CheckAnswers(IReadOnlyList<Group> shown, RandomOrganization organization, int seed)
    {
        if (shown.Count == 0) return;
        var (week, minimum) = (shown[0].Row.Week, shown[0].Row.Insight.MinimumGroupSize);
        var (ordered, parents) = Nest(shown, organization);
        var asked = ordered.Select(group => organization.Roster[week].Count(person =>
            organization.Asked.Contains((person.Key, week)) && organization.IsWithin(person.Value, group.Row.TeamId, week))).ToArray();
        if (ordered.Zip(asked).Any(group => group.First.Size > group.Second)) return;
        var (groups, blocks) = new CountAdversary(parents, asked).Possible((group, writers) => Allows(ordered[group].Figures, writers, asked[group]), minimum);
        foreach (var (group, possible) in groups.Index()) Assert.True(possible[ordered[group].Size]);

        // That a block of just the minimum is shown says that all of it wrote; that cannot be hidden from whoever knows its size.
        foreach (var possible in groups.Concat(blocks).Where(possible => possible.Length - 1 > minimum && !OnlyOfFull(possible)))
            Assert.False(CountAdversary.Tells(possible, minimum), $"Organisation {seed}, {week}: what is said of those who wrote tells of the silent.");

        bool OnlyOfFull(bool[] possible) => Array.IndexOf(groups, possible) is >= 0 and var group && Inside(group).All(block => blocks[block].Length - 1 <= minimum);

        IEnumerable<int> Inside(int group) => parents.Index().Where(other => other.Item == group).SelectMany(other => Inside(other.Index)).Prepend(group);

        static bool Allows(GroupFigures figures, int writers, int asked) =>
            writers >= figures.Writers.Minimum && writers <= figures.Writers.Maximum && (figures.AnswerRate is not { } rate || rate == Quarter((double)writers / asked))
            && Math.Abs(HalfWidth(figures.Confidence) - HalfWidth(Alike(writers, figures.Writers.Minimum))) < 0.0201;

        // Everybody's confidence is about the same, so its interval is the narrowest there is of so many; both its ends are rounded.
        static Estimate Alike(int writers, int told) =>
            new Estimation(1).Of(new Sample(new Moments(RandomOrganization.Confidence * writers, RandomOrganization.Confidence * RandomOrganization.Confidence * writers), writers, told));

        static double HalfWidth(Estimate estimate) => estimate.Mean - estimate.Low;

        static string Quarter(double share) => share switch
        {
            < 0.25 => "under-quarter",
            < 0.5 => "quarter-to-half",
            < 0.75 => "half-to-three-quarters",
            _ => "over-three-quarters",
        };
    }

    /// <summary>A block of people that is shown to be empty would tell of each of them that they did not write.</summary>
    private static void CheckSilence(IReadOnlyCollection<long> shown, DateOnly week, RandomOrganization organization, int seed)
    {
        foreach (var team in shown)
        {
            var inside = shown.Where(other => other != team && organization.IsWithin(other, team, week)).ToList();
            bool InBlock(long at) => organization.IsWithin(at, team, week) && !inside.Any(other => organization.IsWithin(at, other, week));
            var wrote = organization.Wrote.Any(row => row.Key.Week == week && InBlock(row.Value));
            Assert.True(wrote || !organization.Roster[week].Values.Any(InBlock), $"Organisation {seed}, {week}: shown that nobody of a few in team {team} wrote.");
        }
    }

    /// <summary>Somebody who adds up differences gets those between any two weeks that hang together.</summary>
    private static void CheckChanges(IReadOnlyList<Read> weeks, RandomOrganization organization, int seed)
    {
        var minimums = weeks.ToDictionary(row => row.Week, row => row.Insight.MinimumGroupSize);
        var compared = weeks.ToDictionary(row => row.Week, row => (row.Insight.Changes?.Weeks ?? []).Select(code => IsoWeek.TryParse(code, out var week) ? week : default).ToList());
        foreach (var (week, earlier) in compared)
        {
            var reached = earlier.Concat(earlier.SelectMany(other => compared[other])).Where(other => other >= week.AddDays(-28)).Append(week).Distinct().ToList();
            foreach (var one in reached)
            {
                foreach (var other in reached.Where(other => other < one && (one == week || earlier.Contains(one) && earlier.Contains(other))))
                {
                    var (now, then) = (Members(one), Members(other));
                    var minimum = Math.Max(minimums[one], minimums[other]);
                    foreach (var people in new[] { now.Except(then).Count(), then.Except(now).Count() })
                        Assert.True(people == 0 || people >= minimum, $"Organisation {seed}, team {weeks[0].TeamId}: {one} can be had against {other} although {people} people changed.");
                }
            }
        }

        HashSet<long> Members(DateOnly at) => [.. organization.Roster[at].Where(person => organization.Above[at].ContainsKey(person.Value) && organization.IsWithin(person.Value, weeks[0].TeamId, at)).Select(person => person.Key)];
    }
}
