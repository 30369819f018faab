using System.Globalization;
using BalancePipeline.Insights;
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
        var minimum = random.Next(3, 7);
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Insights:MinimumGroupSize"] = minimum.ToString(CultureInfo.InvariantCulture),
            ["Storage:SqliteSynchronous"] = "OFF",
        });
        var organization = new RandomOrganization(story, seed);
        await organization.FoundAsync();
        for (var week = 0; week < Weeks; week++) await organization.LiveAsync(WrittenWeeks.First.AddDays(7 * week));

        await using var db = story.OpenDb();
        var released = (await db.ReleasedInsights.AsNoTracking().ToListAsync())
            .ConvertAll(row => (row.TeamId, row.Week, Insight: Insight.Parse(row.Body)));
        Assert.NotEmpty(released);
        foreach (var period in released.GroupBy(row => Period.Of(row.Week)))
        {
            var fewest = LinearAdversary.FewestPeople([.. period.SelectMany(row => Sums(row.TeamId, row.Week, row.Insight, organization))], random);
            Assert.True(fewest >= minimum, $"Organisation {seed}, {period.Key.First}: solved for {fewest} people, the minimum is {minimum}.");
        }

        foreach (var week in released.GroupBy(row => row.Week))
        {
            CheckSilence([.. week.Where(row => row.Insight.Figures is not null).Select(row => row.TeamId)], week.Key, organization, seed);
            AttackCounts([.. week.Where(row => row.Insight.Figures is not null)], organization, minimum, seed);
            foreach (var row in week) CheckChanges(row.TeamId, row.Week, row.Insight, organization, minimum, seed);
        }
    }

    private static IEnumerable<Dictionary<(long, DateOnly), int>> Sums(long team, DateOnly week, Insight insight, RandomOrganization organization)
    {
        if (insight.Figures is not null)
        {
            yield return organization.Wrote.Where(wrote => wrote.Key.Week == week && organization.IsWithin(wrote.Value, team, week))
                .ToDictionary(wrote => wrote.Key, _ => 1);
        }

        if (insight.FourWeeks is { } four)
        {
            // A person counts by the mean of the weeks in the team they wrote in last; so each of these weeks weighs one over their number.
            yield return organization.Wrote.Where(wrote => wrote.Key.Week >= four.From && wrote.Key.Week <= four.To && organization.IsWithin(wrote.Value, team, week))
                .GroupBy(wrote => wrote.Key.Person)
                .Select(person => person.Where(wrote => wrote.Value == person.MaxBy(last => last.Key.Week).Value).ToList())
                .SelectMany(weeks => weeks.Select(wrote => (wrote.Key, weeks.Count))).ToDictionary();
        }
    }

    private static void AttackCounts(
        IReadOnlyList<(long TeamId, DateOnly Week, Insight Insight)> shown, RandomOrganization organization, int minimum, int seed)
    {
        if (shown.Count == 0) return;
        var week = shown[0].Week;
        var ordered = shown.OrderBy(row => Depth(row.TeamId)).ToArray();
        var parents = ordered.Select((row, index) => Array.FindLastIndex(ordered, index, index + 1, other => other.TeamId != row.TeamId && organization.IsWithin(row.TeamId, other.TeamId, week))).ToArray();
        var sizes = ordered.Select(row => organization.Wrote.Count(wrote => wrote.Key.Week == week && organization.IsWithin(wrote.Value, row.TeamId, week))).ToArray();
        var adversary = new CountAdversary(parents, sizes);
        foreach (var label in Shares(ordered[0].Insight.Figures!).Select(share => share.Label))
        {
            var shares = ordered.Select(row => Shares(row.Insight.Figures!).Single(share => share.Label == label)).ToArray();
            var (groups, blocks) = adversary.Possible((group, count) => shares[group].Share is null
                || shares[group].Share == ShareBand.Of(count, sizes[group], minimum, shares[group].Sensitive)?.Code);
            foreach (var possible in groups.Concat(blocks))
                Assert.False(CountAdversary.Tells(possible, minimum), $"Organisation {seed}, {week}: {label} tells of a few.");
        }

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

    private static void CheckChanges(long team, DateOnly week, Insight insight, RandomOrganization organization, int minimum, int seed)
    {
        foreach (var code in insight.Changes?.Weeks ?? [])
        {
            Assert.True(IsoWeek.TryParse(code, out var earlier));
            var now = Members(week);
            var then = Members(earlier);
            foreach (var people in new[] { now.Except(then).Count(), then.Except(now).Count() })
                Assert.True(people == 0 || people >= minimum, $"Organisation {seed}, {week}: compared with {code} although {people} people changed.");
        }

        HashSet<long> Members(DateOnly at) => [.. organization.Roster[at].Where(person => organization.Above[at].ContainsKey(person.Value) && organization.IsWithin(person.Value, team, at)).Select(person => person.Key)];
    }
}
