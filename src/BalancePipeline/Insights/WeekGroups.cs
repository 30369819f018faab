using BalancePipeline.Insights.Figures;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>The writers of a week, or of a period, in every node of the tree.</summary>
/// <param name="Groups">The writers at or below each node.</param>
/// <param name="Own">How many of them wrote directly in the node's team.</param>
internal sealed record WeekGroups(IReadOnlyList<Tally> Groups, IReadOnlyList<int> Own)
{
    /// <summary>The scorers behind a node's figures, as a release names them.</summary>
    internal string ScorerVersion(int node) => string.Join(" + ", Groups[node].ScorerVersions);

    /// <summary>Reads a week, by the scores made up to a moment.</summary>
    internal static async Task<WeekGroups> ReadAsync(BalanceDb db, InsightTree tree, DateOnly week, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var groups = tree.Nodes.Select(_ => new Tally()).ToArray();
        await foreach (var person in PersonWeeks.ReadAsync(db, week, week, teamIds: null, until, cancellationToken)) groups[tree.IndexOf(person.TeamId)].Add(person);
        await CountPeopleAsync(db, tree, groups, week, week, cancellationToken);
        return AddUp(tree, groups);
    }

    /// <summary>Reads four weeks of some teams: each person once, where they wrote last, by what they wrote there.</summary>
    /// <param name="db">Where the replies are.</param>
    /// <param name="tree">The teams.</param>
    /// <param name="period">The period.</param>
    /// <param name="teamIds">The teams.</param>
    /// <param name="until">Only scores made up to then.</param>
    /// <param name="counted">Told of every week that counts, with the team in which it does.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async Task<WeekGroups> ReadPeriodAsync(
        BalanceDb db, InsightTree tree, Period period, IReadOnlyCollection<long> teamIds, DateTimeOffset until, Action<PersonWeek> counted,
        CancellationToken cancellationToken)
    {
        var groups = tree.Nodes.Select(_ => new Tally()).ToArray();
        var counting = teamIds.ToHashSet();
        var weeks = new List<PersonWeek>();
        await foreach (var week in PersonWeeks.ReadAsync(db, period.First, period.Last, teamIds, until, cancellationToken))
        {
            if (weeks.Count > 0 && weeks[0].ParticipantId != week.ParticipantId) Count();
            weeks.Add(week);
        }

        if (weeks.Count > 0) Count();
        await CountPeopleAsync(db, tree, groups, period.First, period.Last, cancellationToken);
        return AddUp(tree, groups);

        void Count()
        {
            var team = weeks[^1].TeamId;
            weeks.RemoveAll(week => week.TeamId != team);
            if (counting.Contains(team))
            {
                groups[tree.IndexOf(team)].Add(Point.Mean(weeks.ConvertAll(week => week.Point)));
                weeks.ForEach(counted);
            }

            weeks.Clear();
        }
    }

    /// <summary>The groups of all nodes from those of each team's own writers.</summary>
    internal static WeekGroups AddUp(InsightTree tree, Tally[] groups)
    {
        var own = groups.Select(group => group.Writers).ToList();
        tree.AddUp(groups);
        return new WeekGroups(groups, own);
    }

    /// <summary>Notes how many people are in each team, as the last week's release saw them (<see cref="Memberships.RecordAsync"/>), and how many of them were asked.</summary>
    internal static async Task CountPeopleAsync(
        BalanceDb db, InsightTree tree, IReadOnlyList<Tally> groups, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var members = db.Memberships.Where(row => row.FromWeek <= to && (row.UntilWeek == null || row.UntilWeek > to));
        foreach (var team in await members.GroupBy(row => row.TeamId).Select(team => new { team.Key, People = team.Count() }).ToListAsync(cancellationToken))
            groups[tree.IndexOf(team.Key)].Members = team.People;

        var opened = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero);
        var closed = new DateTimeOffset(to.AddDays(7), TimeOnly.MinValue, TimeSpan.Zero);
        var asked = await (
            from delivery in db.PromptDeliveries
            join member in members on delivery.ParticipantId equals member.ParticipantId
            where delivery.SentAt >= opened && delivery.SentAt < closed
            group delivery.ParticipantId by member.TeamId into team
            select new { team.Key, People = team.Distinct().Count() }).ToListAsync(cancellationToken);
        foreach (var team in asked) groups[tree.IndexOf(team.Key)].Asked = team.People;
    }
}
