using BalancePipeline.Insights;
using BalancePipeline.Prompts;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Receipts;

/// <summary>For how many weeks in a row a person has taken a moment. Kind: a week without a question, or with an absence, breaks nothing.</summary>
public static class Streak
{
    private const int MostWeeks = 60;

    /// <summary>Weeks with a reply, counted back from the present one to the first week that was asked and left unanswered.</summary>
    public static async Task<int> CountAsync(BalanceDb db, long participantId, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var thisWeek = IsoWeek.MondayOf(now);
        var since = thisWeek.AddDays(-7 * MostWeeks);
        var sinceMoment = new DateTimeOffset(since, TimeOnly.MinValue, TimeSpan.Zero);
        var answered = (await db.Replies.Where(reply => reply.ParticipantId == participantId && reply.Week >= since)
            .Select(reply => reply.Week).ToListAsync(cancellationToken)).ToHashSet();
        var asked = (await db.PromptDeliveries
                .Where(delivery => delivery.ParticipantId == participantId && delivery.State == DeliveryState.Sent && delivery.PlannedAt >= sinceMoment && !delivery.MetAbsence)
                .Select(delivery => delivery.PlannedAt).ToListAsync(cancellationToken))
            .ConvertAll(IsoWeek.MondayOf).ToHashSet();
        return Count(answered, asked, thisWeek);
    }

    /// <summary>The same from sets of Mondays.</summary>
    internal static int Count(IReadOnlySet<DateOnly> answered, IReadOnlySet<DateOnly> asked, DateOnly thisWeek)
    {
        var weeks = 0;
        for (var week = thisWeek; week > thisWeek.AddDays(-7 * MostWeeks); week = week.AddDays(-7))
        {
            if (answered.Contains(week)) weeks++;
            else if (asked.Contains(week) && week != thisWeek) break;
        }

        return weeks;
    }
}
