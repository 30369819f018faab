using BalancePipeline.Access;
using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>Reads releases, and nothing else, for those who may.</summary>
public sealed class InsightReader(IDbContextFactory<BalanceDb> factory)
{
    /// <summary>The teams that the caller may read, by path.</summary>
    /// <param name="grant">What the caller may do.</param>
    /// <param name="after">Only teams behind that path; null from the start.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<ReadableTeam>> TeamsAsync(
        AccessGrant grant, string? after = null, int limit = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var roots = grant.Role is AccessRole.Administrator ? null : await PathsAsync(db, grant.TeamIds, cancellationToken);
        var teams = await db.Teams.AsNoTracking().Select(team => new ReadableTeam(team.Id, team.ParentId, team.Path)).ToListAsync(cancellationToken);

        // Not sorted by the database: each has an order of its own, and a page must go on exactly behind the one before.
        return
        [
            .. teams.Where(team => (after is null || string.CompareOrdinal(team.Path, after) > 0) && (roots is null || roots.Any(root => IsWithin(team.Path, root))))
                .OrderBy(team => team.Path, StringComparer.Ordinal).Take(limit),
        ];
    }

    /// <summary>The team, when it exists and the caller may read it; otherwise null, without telling which.</summary>
    public async Task<ReadableTeam?> FindAsync(AccessGrant grant, long teamId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);

        // Asked first, so that a team that may not be seen takes as long as one that does not exist.
        var roots = await PathsAsync(db, grant.TeamIds, cancellationToken);
        var team = await db.Teams.AsNoTracking().Where(row => row.Id == teamId)
            .Select(row => new ReadableTeam(row.Id, row.ParentId, row.Path)).SingleOrDefaultAsync(cancellationToken);
        return team is not null && (grant.Role is AccessRole.Administrator || roots.Any(root => IsWithin(team.Path, root))) ? team : null;
    }

    /// <summary>The insights of a team as stored, oldest first.</summary>
    /// <param name="teamId">The team, or 0 for the organisation.</param>
    /// <param name="range">Which weeks.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<string>> ReadAsync(long teamId, WeekRange range, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(range);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = db.ReleasedInsights.AsNoTracking().Where(row => row.TeamId == teamId);
        if (range.Before is { } before) rows = rows.Where(row => row.Week < before);
        rows = range.Edition is { } edition
            ? rows.Where(row => row.Edition == edition)
            : rows.Where(row => !db.ReleasedInsights.Any(later => later.TeamId == teamId && later.Week == row.Week && later.Edition > row.Edition));
        var bodies = await rows.OrderByDescending(row => row.Week).Take(range.Weeks).Select(row => row.Body).ToListAsync(cancellationToken);
        bodies.Reverse();
        return bodies;
    }

    private static Task<List<string>> PathsAsync(BalanceDb db, IReadOnlyList<long> teamIds, CancellationToken cancellationToken) =>
        db.Teams.Where(team => teamIds.Contains(team.Id)).Select(team => team.Path).ToListAsync(cancellationToken);

    private static bool IsWithin(string path, string root) =>
        path.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (path.Length == root.Length || path[root.Length] == Team.Separator);
}

/// <summary>A team whose insights may be read.</summary>
/// <param name="Id">The team.</param>
/// <param name="ParentId">The team above; it may be one that the reader can't see.</param>
/// <param name="Path">Names from the root down.</param>
public sealed record ReadableTeam(long Id, long? ParentId, string Path);

/// <summary>Which weeks of a team are read.</summary>
/// <param name="Weeks">How many, back from the newest; 1 to <see cref="Most"/>.</param>
/// <param name="Before">Only weeks before that Monday; null up to the newest.</param>
/// <param name="Edition">That edition only; null for the newest of each week.</param>
public sealed record WeekRange(int Weeks, DateOnly? Before = null, int? Edition = null)
{
    /// <summary>How many weeks are read when nobody says.</summary>
    public const int Usual = 12;

    /// <summary>Five years.</summary>
    public const int Most = 260;
}
