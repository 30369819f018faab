using BalancePipeline.Access;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// A minimum group size and since when it was seen in the settings. Whoever wrote was told the number of their week: a larger one holds at
/// once for every week that is not released yet, a smaller one only for weeks that begin after it was seen.
/// </summary>
public sealed class MinimumGroupSize
{
    /// <summary>When it was first seen.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The number.</summary>
    public int Size { get; init; }

    /// <summary>Notes the number of the settings when it is another than before; a change is for everybody to see who asks.</summary>
    internal static async Task NoteAsync(BalanceDb db, int size, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = await db.MinimumGroupSizes.OrderByDescending(row => row.Since).Select(row => (int?)row.Size).FirstOrDefaultAsync(cancellationToken);
        if (before == size) return;
        db.MinimumGroupSizes.Add(new MinimumGroupSize { Since = now, Size = size });
        if (before is not null)
            db.AuditEntries.Add(new AuditEntry { At = now, Actor = "settings", Action = $"minimum group size changed from {before} to {size}" });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Somebody else noted it in the same moment.
        }
    }

    /// <summary>The number that holds for a week: the largest seen since it began.</summary>
    internal static async Task<int> OfAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        var began = new DateTimeOffset(week, TimeOnly.MinValue, TimeSpan.Zero);
        var before = await db.MinimumGroupSizes.Where(row => row.Since <= began).OrderByDescending(row => row.Since)
            .Select(row => (int?)row.Size).FirstOrDefaultAsync(cancellationToken);
        var since = await db.MinimumGroupSizes.Where(row => row.Since > began).MaxAsync(row => (int?)row.Size, cancellationToken);
        return Math.Max(before ?? 0, since ?? 0);
    }
}
