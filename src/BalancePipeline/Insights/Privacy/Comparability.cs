using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// Decides with which of the weeks before a team's week may be compared. Two weeks may when nobody, or at least the minimum, joined between
/// them, and likewise left. A week must also get on with those that the earlier weeks were compared with: from the difference of
/// this week to one and of that one to another, anybody has the difference of the first to the last. Such chains are followed through the
/// four weeks before; a longer one adds up as many rounded differences, and tells no more than the rounded means of both weeks do.
/// </summary>
internal sealed class Comparability
{
    private readonly DateOnly _now;
    private readonly IReadOnlyDictionary<DateOnly, int> _minimums;
    private readonly Dictionary<(DateOnly, DateOnly), Turnover> _turnovers = [];

    private Comparability(DateOnly now, IReadOnlyDictionary<DateOnly, int> minimums) => (_now, _minimums) = (now, minimums);

    /// <summary>Reads who joined and left, after <see cref="Memberships.RecordAsync"/>.</summary>
    /// <param name="db">Where the memberships are.</param>
    /// <param name="now">The week that is released.</param>
    /// <param name="trees">The teams as they were in each week, that week too.</param>
    /// <param name="minimums">The minimum group size of each week, that week too.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async Task<Comparability> ReadAsync(
        BalanceDb db, DateOnly now, IReadOnlyDictionary<DateOnly, InsightTree> trees, IReadOnlyDictionary<DateOnly, int> minimums, CancellationToken cancellationToken)
    {
        var comparability = new Comparability(now, minimums);
        var oldest = trees.Keys.Min();
        var changed = (await db.Memberships.AsNoTracking().Where(row => row.FromWeek > oldest || row.UntilWeek > oldest).ToListAsync(cancellationToken))
            .ToLookup(row => row.ParticipantId);
        var stayed = await db.Memberships.Where(row => row.UntilWeek == null).GroupBy(row => row.TeamId)
            .Select(team => new { team.Key, Count = team.Count() }).ToDictionaryAsync(team => team.Key, team => team.Count, cancellationToken);
        foreach (var person in changed)
        {
            if (person.FirstOrDefault(row => row.UntilWeek is null) is { } last) stayed[last.TeamId]--;
        }

        foreach (var earlier in trees.Keys)
        {
            foreach (var later in trees.Keys.Where(week => week > earlier))
            {
                var turnover = new Turnover(trees[earlier], trees[later]);
                foreach (var person in changed) turnover.Count(TeamIn(person, earlier), TeamIn(person, later), 1);
                foreach (var (team, people) in stayed) turnover.Count(team, team, people);
                comparability._turnovers[(earlier, later)] = turnover;
            }
        }

        return comparability;
    }

    /// <summary>Which of a team's weeks the week may be compared with, oldest first.</summary>
    internal IReadOnlyList<DateOnly> Choose(long teamId, IReadOnlyCollection<DateOnly> weeks)
    {
        var chosen = new List<DateOnly>();
        foreach (var week in weeks.OrderDescending().Where(week => Allows(teamId, week, _now)))
        {
            var known = weeks.Where(other => other != week && Allows(teamId, other, week));
            if (known.All(other => Allows(teamId, other, _now)) && chosen.TrueForAll(other => Allows(teamId, week, other))) chosen.Add(week);
        }

        chosen.Reverse();
        return chosen;
    }

    private bool Allows(long teamId, DateOnly one, DateOnly other)
    {
        var (earlier, later) = one < other ? (one, other) : (other, one);
        return _turnovers[(earlier, later)].Allows(teamId, Math.Max(_minimums[earlier], _minimums[later]));
    }

    private static long? TeamIn(IEnumerable<Membership> person, DateOnly week) =>
        person.FirstOrDefault(row => row.FromWeek <= week && (row.UntilWeek is not { } until || until > week))?.TeamId;
}
