using BalancePipeline.Insights.Figures;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>
/// Makes a further edition of a released week after its replies were scored anew. It holds the groups that the first edition showed, whose
/// people are all still there, and of which enough were scored anew that the difference of two editions tells of nobody. Every other group
/// keeps the edition it has, and the earlier editions stay as they are.
/// </summary>
public sealed class EditionReleaser(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>Makes the edition.</summary>
    /// <returns>Its number; null when there is no release of the week, or no group of which enough people were scored anew.</returns>
    public async Task<int?> ReleaseAsync(DateOnly week, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var editions = await db.Releases.AsNoTracking().Where(release => release.Week == week).OrderBy(release => release.Edition).ToListAsync(cancellationToken);
        if (editions.Count == 0) return null;

        var (first, newest) = (editions[0], editions[^1]);
        var rows = await db.ReleasedInsights.AsNoTracking().Where(row => row.ReleaseId == first.Id)
            .Select(row => new EditionRow(row.TeamId, row.ParentId, row.Path, row.OwnWriters, row.Sums != null)).ToListAsync(cancellationToken);
        var tree = InsightTree.Of([.. rows.Where(row => row.ParentId is not null).Select(row => (row.TeamId, row.ParentId, row.Path))]);
        var (groups, anew) = await ReadAsync(db, tree, first, newest.ReleasedAt, now, cancellationToken);
        var disclosure = Disclosure.DecideAgain(
            tree, groups.Groups, first.MinimumGroupSize,
            MayBeShown(tree, rows, groups, anew, first.MinimumGroupSize), await ReadFiguresAsync(db, first.Id, cancellationToken));
        if (!tree.Nodes.Index().Any(node => disclosure.Shows(node.Index))) return null;

        var release = new Release
        {
            Week = week,
            Edition = newest.Edition + 1,
            ScorerVersion = groups.ScorerVersion(0),
            MinimumGroupSize = first.MinimumGroupSize,
            ReleasedAt = now,
        };
        db.Releases.Add(release);
        await db.SaveChangesAsync(cancellationToken);
        var earlier = await EarlierWeeks.ReadAsync(db, week, cancellationToken);
        await new WeekRelease(release, tree, groups, disclosure, earlier, comparability: null, period: null).WriteAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return release.Edition;
    }

    /// <summary>
    /// Which groups the edition may show: those that the first one showed, of exactly the same people, and in every block of which the
    /// minimum was scored anew. Were it fewer, the difference of two editions would be the difference of their scores alone.
    /// </summary>
    private static Func<int, bool> MayBeShown(InsightTree tree, IReadOnlyList<EditionRow> rows, WeekGroups groups, int[] anew, int minimum)
    {
        var byTeam = rows.ToDictionary(row => row.TeamId);
        var first = tree.Nodes.Select(node => byTeam[node.TeamId]).ToList();
        var (writers, read) = (new int[tree.Nodes.Count], new int[tree.Nodes.Count]);
        foreach (var (node, block) in tree.Blocks(node => first[node].IsShown).Index().Where(node => node.Item >= 0))
        {
            writers[block] += groups.Own[node];
            read[block] += anew[node];
        }

        var changed = tree.AnyInside(node => first[node].OwnWriters != groups.Own[node] || (writers[node] > 0 && read[node] < minimum));
        return node => first[node].IsShown && !changed[node];
    }

    private static async Task<IReadOnlyDictionary<long, GroupFigures>> ReadFiguresAsync(BalanceDb db, long releaseId, CancellationToken cancellationToken) =>
        await db.ReleasedInsights.AsNoTracking().Where(row => row.ReleaseId == releaseId && row.Sums != null)
            .ToDictionaryAsync(row => row.TeamId, row => Insight.Parse(row.Body).Figures!, cancellationToken);

    /// <returns>The groups as they are now, and for each node how many of its own people were scored anew since the newest edition.</returns>
    private static async Task<(WeekGroups Groups, int[] Anew)> ReadAsync(
        BalanceDb db, InsightTree tree, Release first, DateTimeOffset newest, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var groups = tree.Nodes.Select(_ => new Tally()).ToArray();
        var anew = new int[groups.Length];
        await foreach (var scores in PersonWeeks.ReadScoresAsync(db, first.Week, first.Week, teamIds: null, now, cancellationToken))
        {
            if (PersonWeek.Again(scores, first.ReleasedAt) is not { } person) continue;
            var node = tree.IndexOf(person.TeamId);
            groups[node].Add(person);
            if (person.ScoredAt > newest) anew[node]++;
        }

        await WeekGroups.CountPeopleAsync(db, tree, groups, first.Week, first.Week, cancellationToken);
        return (WeekGroups.AddUp(tree, groups), anew);
    }

    private sealed record EditionRow(long TeamId, long? ParentId, string Path, int OwnWriters, bool IsShown);
}
