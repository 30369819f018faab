using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>Notes who belongs to which team in each week.</summary>
internal static class Memberships
{
    // Who wrote belongs where they count, also if they moved or left before the week was over; everybody else where they are now.
    private const string Present =
        """
        SELECT participants.id, COALESCE(
            (SELECT replies.team_id FROM replies WHERE replies.week = {0} AND replies.participant_id = participants.id AND EXISTS (
                SELECT 1 FROM scores WHERE scores.reply_id = replies.id AND scores.revision = replies.revision AND scores.reason IS NULL)
             ORDER BY replies.received_at DESC, replies.id DESC LIMIT 1),
            CASE WHEN participants.status <> {1} THEN participants.team_id END) AS team_id
        FROM participants
        """;

    /// <summary>Notes who is in which team in a week that is released.</summary>
    internal static async Task RecordAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        object[] values = [week, nameof(ParticipantStatus.Deactivated)];
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            UPDATE memberships SET until_week = {0} WHERE until_week IS NULL AND NOT EXISTS (
                SELECT 1 FROM ({{Present}}) AS present WHERE present.id = memberships.participant_id AND present.team_id = memberships.team_id)
            """,
            values, cancellationToken);
        await db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO memberships (team_id, participant_id, from_week, until_week)
            SELECT present.team_id, present.id, {0}, NULL FROM ({{Present}}) AS present WHERE present.team_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM memberships WHERE memberships.participant_id = present.id
                    AND memberships.team_id = present.team_id AND memberships.until_week IS NULL)
            """,
            values, cancellationToken);
    }
}
