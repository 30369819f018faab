using BalancePipeline.Insights.Privacy;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>The releases that a new one is compared with: those of the four weeks before it.</summary>
internal sealed class EarlierWeeks
{
    internal const int Count = 4;

    private readonly ILookup<DateOnly, ReleasedInsight> _first;
    private readonly ILookup<long, ReleasedInsight> _comparable;
    private readonly ILookup<long, IReadOnlyList<string>> _actions;

    private EarlierWeeks(IReadOnlyList<(ReleasedInsight Row, string ScorerVersion)> rows, IReadOnlyDictionary<DateOnly, int> minimums, string scorerVersion)
    {
        var first = rows.Where(row => row.Row.Edition == 1).Select(row => row.Row).ToList();
        Minimums = minimums;
        _first = first.ToLookup(row => row.Week);
        _actions = rows.Where(row => row.Row.Actions is not null).GroupBy(row => (row.Row.TeamId, row.Row.Week)).OrderByDescending(week => week.Key.Week)
            .ToLookup(week => week.Key.TeamId, week => (IReadOnlyList<string>)[.. week.SelectMany(edition => edition.Row.Actions!.Split(' '))]);

        // What another scorer measured is another measure.
        _comparable = rows.Where(row => row.Row.IsShown && row.ScorerVersion == scorerVersion).GroupBy(row => (row.Row.TeamId, row.Row.Week))
            .Select(week => week.MaxBy(row => row.Row.Edition).Row).OrderBy(row => row.Week).ToLookup(row => row.TeamId);
        Trees = _first.ToDictionary(week => week.Key, week => InsightTree.Of([.. week.Where(row => row.ParentId is not null).Select(row => (row.TeamId, row.ParentId, row.Path))]));
    }

    /// <summary>The teams as they were in each of the weeks.</summary>
    internal IReadOnlyDictionary<DateOnly, InsightTree> Trees { get; }

    /// <summary>The minimum group size of each of the weeks.</summary>
    internal IReadOnlyDictionary<DateOnly, int> Minimums { get; }

    /// <summary>Reads the releases before a week.</summary>
    internal static async Task<EarlierWeeks> ReadAsync(BalanceDb db, DateOnly week, string scorerVersion, CancellationToken cancellationToken)
    {
        var oldest = week.AddDays(-7 * Count);
        var rows = await (
            from row in db.ReleasedInsights.AsNoTracking()
            join release in db.Releases on row.ReleaseId equals release.Id
            where release.Week >= oldest && release.Week < week
            select new { row.TeamId, row.Week, row.Edition, row.ParentId, row.Path, row.OwnWriters, row.Sums, row.Actions, release.ScorerVersion })
            .ToListAsync(cancellationToken);
        var minimums = await db.Releases.Where(release => release.Week >= oldest && release.Week < week && release.Edition == 1)
            .ToDictionaryAsync(release => release.Week, release => release.MinimumGroupSize, cancellationToken);
        return new EarlierWeeks(
            rows.ConvertAll(row => (new ReleasedInsight
            {
                TeamId = row.TeamId,
                Week = row.Week,
                Edition = row.Edition,
                ParentId = row.ParentId,
                Path = row.Path,
                OwnWriters = row.OwnWriters,
                Sums = row.Sums,
                Actions = row.Actions,
                Body = "",
            }, row.ScorerVersion)),
            minimums,
            scorerVersion);
    }

    /// <summary>The first release of a week, without what it says.</summary>
    internal IReadOnlyList<ReleasedInsight> FirstRelease(DateOnly week) => [.. _first[week]];

    /// <summary>The weeks of a team that were shown and scored by the same scorer, oldest first.</summary>
    internal IEnumerable<ReleasedInsight> Comparable(long teamId) => _comparable[teamId];

    /// <summary>The actions that a team's leader was advised, of all editions, the newest week first.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Actions(long teamId) => [.. _actions[teamId]];
}
