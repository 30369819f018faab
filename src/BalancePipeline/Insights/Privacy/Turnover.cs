using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights.Privacy;

/// <summary>How many people each team gained and lost since an earlier release, whether people moved or teams did.</summary>
internal sealed class Turnover
{
    private readonly InsightTree _tree;
    private readonly int[] _gained;
    private readonly int[] _lost;

    private Turnover(InsightTree tree)
    {
        _tree = tree;
        _gained = new int[tree.Nodes.Count];
        _lost = new int[tree.Nodes.Count];
    }

    /// <summary>True when a difference to the earlier week tells of nobody: of those who joined or left there are none, or the minimum.</summary>
    internal bool Allows(int node, int minimum) =>
        (_gained[node] == 0 || _gained[node] >= minimum) && (_lost[node] == 0 || _lost[node] >= minimum);

    /// <summary>Notes who is in which team at the release of a week.</summary>
    internal static async Task RecordAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        var gone = nameof(ParticipantStatus.Deactivated);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE memberships SET until_week = {week} WHERE until_week IS NULL AND NOT EXISTS (
                SELECT 1 FROM participants WHERE participants.id = memberships.participant_id
                    AND participants.team_id = memberships.team_id AND participants.status <> {gone})
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO memberships (team_id, participant_id, from_week, until_week)
            SELECT team_id, id, {week}, NULL FROM participants WHERE status <> {gone} AND NOT EXISTS (
                SELECT 1 FROM memberships WHERE memberships.participant_id = participants.id
                    AND memberships.team_id = participants.team_id AND memberships.until_week IS NULL)
            """,
            cancellationToken);
    }

    /// <summary>Compares now, after <see cref="RecordAsync"/>, with earlier weeks.</summary>
    /// <param name="db">Where the memberships are.</param>
    /// <param name="tree">The teams now.</param>
    /// <param name="earlier">The earlier weeks and the teams as they were then.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal static async Task<IReadOnlyDictionary<DateOnly, Turnover>> SinceAsync(
        BalanceDb db, InsightTree tree, IReadOnlyDictionary<DateOnly, InsightTree> earlier, CancellationToken cancellationToken)
    {
        if (earlier.Count == 0) return new Dictionary<DateOnly, Turnover>();
        var oldest = earlier.Keys.Min();
        var changed = (await db.Memberships.AsNoTracking().Where(row => row.FromWeek > oldest || row.UntilWeek > oldest).ToListAsync(cancellationToken))
            .ToLookup(row => row.ParticipantId);
        var sizes = await db.Memberships.Where(row => row.UntilWeek == null).GroupBy(row => row.TeamId)
            .Select(team => new { team.Key, Count = team.Count() }).ToDictionaryAsync(team => team.Key, team => team.Count, cancellationToken);
        return earlier.ToDictionary(week => week.Key, week => Since(tree, week.Key, week.Value, changed, sizes));
    }

    private static Turnover Since(
        InsightTree tree, DateOnly week, InsightTree then, ILookup<long, Membership> changed, IReadOnlyDictionary<long, int> sizes)
    {
        var turnover = new Turnover(tree);
        var stayed = sizes.ToDictionary();
        foreach (var person in changed)
        {
            var before = person.FirstOrDefault(row => row.FromWeek <= week && (row.UntilWeek is not { } until || until > week))?.TeamId;
            var now = person.FirstOrDefault(row => row.UntilWeek is null)?.TeamId;
            if (now is { } team) stayed[team]--;
            turnover.Count(then, before, now, 1);
        }

        foreach (var (team, people) in stayed) turnover.Count(then, team, team, people);
        return turnover;
    }

    private void Count(InsightTree then, long? before, long? now, int people)
    {
        if (people == 0) return;
        var was = Teams(then, before);
        var isNow = Teams(_tree, now);
        foreach (var team in isNow.Except(was)) _gained[_tree.IndexOf(team)] += people;
        foreach (var team in was.Except(isNow))
        {
            if (_tree.Around(team).FirstOrDefault(-1) is var node and >= 0) _lost[node] += people;
        }
    }

    private static List<long> Teams(InsightTree tree, long? team) =>
        team is { } id ? [.. tree.Around(id).Select(node => tree.Nodes[node].TeamId)] : [];
}
