using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights.Advice;

/// <summary>Which recommendations were taken up, and what became of their practices.</summary>
public sealed class FollowUps(IDbContextFactory<BalanceDb> factory, InsightReader reader, TimeProvider clock)
{
    private const int Shown = 12;

    /// <summary>Marks a week's recommendation as taken up; doing so again changes nothing.</summary>
    /// <returns>False when the week has no recommendation for that team.</returns>
    public async Task<bool> TakeUpAsync(long teamId, DateOnly week, CancellationToken cancellationToken = default)
    {
        if (week > IsoWeek.MondayOf(clock.GetUtcNow())) return false;
        if ((await reader.ReadAsync(teamId, new WeekRange(1, Before: week.AddDays(7)), cancellationToken)).Select(Insight.Parse).SingleOrDefault() is not { } insight
            || insight.From != week || insight.Recommendation is not { } advice)
            return false;

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.FollowUps.AnyAsync(row => row.TeamId == teamId && row.Week == week, cancellationToken)) return true;
        db.FollowUps.Add(new FollowUp { TeamId = teamId, Week = week, Practice = advice.Practice, TakenUpAt = clock.GetUtcNow() });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Somebody pressed twice.
        }

        return true;
    }

    /// <summary>What was taken up, the newest first, with the practice's shares before and in the shown weeks after.</summary>
    public async Task<IReadOnlyList<FollowUpReport>> ReadAsync(long teamId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var taken = await db.FollowUps.AsNoTracking().Where(row => row.TeamId == teamId).OrderByDescending(row => row.Week).Take(Shown)
            .ToListAsync(cancellationToken);
        if (taken.Count == 0) return [];
        var insights = (await reader.ReadAsync(teamId, new WeekRange(WeekRange.Most), cancellationToken)).Select(Insight.Parse).ToList();
        return taken.ConvertAll(row => new FollowUpReport(
            IsoWeek.Format(row.Week),
            row.Practice,
            Shares(insights.FirstOrDefault(insight => insight.From == row.Week), row.Practice),
            [.. insights.Where(insight => insight.From > row.Week).Select(insight => Shares(insight, row.Practice)).OfType<PracticeWeek>()]));
    }

    private static PracticeWeek? Shares(Insight? insight, string practice) =>
        (insight?.Figures ?? insight?.FourWeeks?.Figures)?.Practices.First(row => row.Code == practice) is { } bands
            ? new PracticeWeek(insight!.Week, bands.Practiced, bands.Neglected)
            : null;
}

/// <summary>What became of a recommendation.</summary>
/// <param name="Week">The ISO week that recommended it.</param>
/// <param name="Practice">The practice to support.</param>
/// <param name="Before">The practice in that week.</param>
/// <param name="After">The practice in the weeks since that show figures, oldest first.</param>
public sealed record FollowUpReport(string Week, string Practice, PracticeWeek? Before, IReadOnlyList<PracticeWeek> After);

/// <summary>A practice in a week.</summary>
/// <param name="Week">The ISO week.</param>
/// <param name="Practiced">How many writers lived it.</param>
/// <param name="Neglected">How many writers left it undone.</param>
public sealed record PracticeWeek(string Week, string? Practiced, string? Neglected);
