using BalancePipeline.Insights.Privacy;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>The releases that a new one is compared with: those of the four weeks before it.</summary>
internal sealed class EarlierWeeks
{
    internal const int Count = 4;

    private readonly ILookup<DateOnly, ReleasedInsight> _first;
    private readonly ILookup<long, ReleasedInsight> _shown;
    private readonly ILookup<long, IReadOnlyList<string>> _actions;

    private EarlierWeeks(IReadOnlyList<ReleasedInsight> rows, IReadOnlyDictionary<DateOnly, int> minimums)
    {
        Minimums = minimums;
        _first = rows.Where(row => row.Edition == 1).ToLookup(row => row.Week);
        _actions = rows.Where(row => row.Actions is not null).GroupBy(row => (row.TeamId, row.Week)).OrderByDescending(week => week.Key.Week)
            .ToLookup(week => week.Key.TeamId, week => (IReadOnlyList<string>)[.. week.SelectMany(edition => edition.Actions!.Split(' '))]);
        _shown = rows.Where(row => row.IsShown).ToLookup(row => row.TeamId);
        Trees = _first.ToDictionary(week => week.Key, week => InsightTree.Of([.. week.Where(row => row.ParentId is not null).Select(row => (row.TeamId, row.ParentId, row.Path))]));
    }

    /// <summary>The teams as they were in each of the weeks.</summary>
    internal IReadOnlyDictionary<DateOnly, InsightTree> Trees { get; }

    /// <summary>The minimum group size of each of the weeks.</summary>
    internal IReadOnlyDictionary<DateOnly, int> Minimums { get; }

    /// <summary>Reads the releases before a week.</summary>
    internal static async Task<EarlierWeeks> ReadAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        var oldest = week.AddDays(-7 * Count);
        var rows = await db.ReleasedInsights.AsNoTracking().Where(row => row.Week >= oldest && row.Week < week)
            .Select(row => new { row.TeamId, row.Week, row.Edition, row.ParentId, row.Path, row.OwnWriters, row.Sums, row.ScorerVersion, row.Actions })
            .ToListAsync(cancellationToken);
        var minimums = await db.Releases.Where(release => release.Week >= oldest && release.Week < week && release.Edition == 1)
            .ToDictionaryAsync(release => release.Week, release => release.MinimumGroupSize, cancellationToken);
        return new EarlierWeeks(
            rows.ConvertAll(row => new ReleasedInsight
            {
                TeamId = row.TeamId,
                Week = row.Week,
                Edition = row.Edition,
                ParentId = row.ParentId,
                Path = row.Path,
                OwnWriters = row.OwnWriters,
                Sums = row.Sums,
                ScorerVersion = row.ScorerVersion,
                Actions = row.Actions,
                Body = "",
            }),
            minimums);
    }

    /// <summary>The first release of a week, without what it says.</summary>
    internal IReadOnlyList<ReleasedInsight> FirstRelease(DateOnly week) => [.. _first[week]];

    /// <summary>The weeks of a team that were shown.</summary>
    internal IEnumerable<ReleasedInsight> Shown(long teamId) => _shown[teamId];

    /// <summary>Those of them that the same scorers measured, in their newest edition: what others measured is another measure.</summary>
    internal IEnumerable<ReleasedInsight> Comparable(long teamId, string scorerVersion) =>
        _shown[teamId].Where(row => row.ScorerVersion == scorerVersion).GroupBy(row => row.Week).Select(week => week.MaxBy(row => row.Edition)!);

    /// <summary>The actions that a team's leader was advised, of all editions, the newest week first.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Actions(long teamId) => [.. _actions[teamId]];
}
