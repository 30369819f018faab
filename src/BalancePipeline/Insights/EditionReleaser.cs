using BalancePipeline.Insights.Figures;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>
/// Makes a further edition of a released week after its replies were scored anew. The earlier editions stay as they are. It shows what
/// the first one showed, of exactly the same people in the same teams; where somebody has been erased since, it shows nothing.
/// </summary>
public sealed class EditionReleaser(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>Makes the edition.</summary>
    /// <returns>Its number; null when there is no release of the week, or no score that its newest edition did not know.</returns>
    public async Task<int?> ReleaseAsync(DateOnly week, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var editions = await db.Releases.AsNoTracking().Where(release => release.Week == week).OrderBy(release => release.Edition).ToListAsync(cancellationToken);
        if (editions.Count == 0) return null;

        var first = editions[0];
        var rows = await db.ReleasedInsights.AsNoTracking().Where(row => row.ReleaseId == first.Id)
            .Select(row => new { row.TeamId, row.ParentId, row.Path, row.OwnWriters, IsShown = row.Sums != null }).ToListAsync(cancellationToken);
        var tree = InsightTree.Of([.. rows.Where(row => row.ParentId is not null).Select(row => (row.TeamId, row.ParentId, row.Path))]);
        var groups = await ReadAsync(db, tree, first, cancellationToken);
        var version = string.Join(" + ", groups.ScorerVersions);
        if (version == editions[^1].ScorerVersion) return null;

        var byTeam = rows.ToDictionary(row => row.TeamId);
        var changed = tree.AnyInside(node => byTeam[tree.Nodes[node].TeamId].OwnWriters != groups.Own[node]);
        var disclosure = Disclosure.DecideAgain(
            tree, groups.Groups, first.MinimumGroupSize, node => byTeam[tree.Nodes[node].TeamId].IsShown && !changed[node]);
        var release = new Release
        {
            Week = week,
            Edition = editions[^1].Edition + 1,
            ScorerVersion = version,
            MinimumGroupSize = first.MinimumGroupSize,
            ReleasedAt = clock.GetUtcNow(),
        };
        db.Releases.Add(release);
        await db.SaveChangesAsync(cancellationToken);
        var earlier = await EarlierWeeks.ReadAsync(db, week, version, cancellationToken);
        await new WeekRelease(release, tree, groups, disclosure, earlier, turnover: null, period: null).WriteAsync(db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return release.Edition;
    }

    private static async Task<WeekGroups> ReadAsync(BalanceDb db, InsightTree tree, Release first, CancellationToken cancellationToken)
    {
        var groups = tree.Nodes.Select(_ => new Tally()).ToArray();
        var versions = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var scores in PersonWeeks.ReadScoresAsync(db, first.Week, first.Week, teamIds: null, cancellationToken))
        {
            if (PersonWeek.Again(scores, first.ReleasedAt) is not { } person) continue;
            groups[tree.IndexOf(person.TeamId)].Add(person.Point);
            versions.UnionWith(person.ScorerVersions);
        }

        await WeekGroups.CountPeopleAsync(db, tree, groups, first.Week, first.Week, cancellationToken);
        return WeekGroups.AddUp(tree, groups, versions);
    }
}
