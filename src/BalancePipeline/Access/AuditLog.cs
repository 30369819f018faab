using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Access;

/// <summary>Notes who read which team, and what changed the rules.</summary>
public sealed class AuditLog(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>Notes what a caller did.</summary>
    public async Task NoteAsync(AccessGrant grant, string action, long? teamId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.AuditEntries.Add(new AuditEntry { At = clock.GetUtcNow(), Actor = grant.Name, Action = action, TeamId = teamId });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The newest entries first.</summary>
    /// <param name="before">Only entries older than that one; null from the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(long? before, int limit, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.AsNoTracking().Where(entry => before == null || entry.Id < before)
            .OrderByDescending(entry => entry.Id).Take(limit).ToListAsync(cancellationToken);
    }
}
