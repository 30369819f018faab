using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Access;

/// <summary>Notes who read which team, whose replies an operator took out, and what changed the rules.</summary>
public sealed class AuditLog(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>What is noted when an operator takes out what that person wrote.</summary>
    public static string ExportOf(long participantId) => $"exported participant {participantId}";

    /// <summary>Notes what somebody did.</summary>
    /// <param name="actor">The token's name, the leader's address, or what acted.</param>
    /// <param name="action">What, e.g. <c>read insights</c>.</param>
    /// <param name="teamId">The team that it was about; 0 for the organisation, null for none.</param>
    /// <param name="cancellationToken">Stops noting.</param>
    public async Task NoteAsync(string actor, string action, long? teamId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.AuditEntries.Add(new AuditEntry { At = clock.GetUtcNow(), Actor = actor, Action = action, TeamId = teamId });
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
