using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Insights;

/// <summary>
/// Notes who belongs to which team in each week: who wrote, where they count; everybody else, where they were at its end. Who came after it
/// and before its release must not pass for one of its people: the next week would be compared with it, and differ by that person alone.
/// </summary>
internal static class Memberships
{
    /// <summary>Notes who is in which team in a week that is released.</summary>
    internal static async Task RecordAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        await RecordPresentAsync(db, week, cancellationToken);
        foreach (var (person, team) in await ReadElsewhereAsync(db, week, cancellationToken)) await PutAsync(db, person, team, week, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task RecordPresentAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        var gone = nameof(ParticipantStatus.Deactivated);
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE memberships SET until_week = {week} WHERE until_week IS NULL AND NOT EXISTS (
                SELECT 1 FROM participants WHERE participants.id = memberships.participant_id
                    AND CASE WHEN participants.team_since <= {week} THEN participants.team_id ELSE participants.former_team_id END = memberships.team_id AND participants.status <> {gone})
            """,
            cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO memberships (team_id, participant_id, from_week, until_week)
            SELECT team, id, {week}, NULL FROM (
                SELECT id, CASE WHEN team_since <= {week} THEN team_id ELSE former_team_id END AS team FROM participants WHERE status <> {gone}) AS present
            WHERE team IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM memberships WHERE memberships.participant_id = present.id
                    AND memberships.team_id = present.team AND memberships.until_week IS NULL)
            """,
            cancellationToken);
    }

    /// <summary>People who moved or left after they wrote, with the team in which they wrote last.</summary>
    private static async Task<Dictionary<long, long>> ReadElsewhereAsync(BalanceDb db, DateOnly week, CancellationToken cancellationToken)
    {
        var moved = from reply in db.Replies
                    join person in db.Participants on reply.ParticipantId equals person.Id
                    where reply.Week == week && (person.TeamId != reply.TeamId || person.Status == ParticipantStatus.Deactivated)
                    select person.Id;
        var written = await db.Replies
            .Where(reply => reply.Week == week && moved.Contains(reply.ParticipantId)
                && db.Scores.Any(score => score.ReplyId == reply.Id && score.Revision == reply.Revision && score.Reason == null))
            .OrderBy(reply => reply.ReceivedAt).ThenBy(reply => reply.Id)
            .Select(reply => new { reply.ParticipantId, reply.TeamId }).ToListAsync(cancellationToken);
        return written.GroupBy(reply => reply.ParticipantId).ToDictionary(person => person.Key, person => person.Last().TeamId);
    }

    private static async Task PutAsync(BalanceDb db, long person, long team, DateOnly week, CancellationToken cancellationToken)
    {
        var rows = await db.Memberships.Where(row => row.ParticipantId == person && (row.UntilWeek == null || row.UntilWeek == week)).ToListAsync(cancellationToken);
        var stays = rows.Find(row => row.TeamId == team);
        foreach (var row in rows.Where(row => row != stays))
        {
            if (row.FromWeek == week) db.Memberships.Remove(row);
            else row.UntilWeek = week;
        }

        if (stays is null) db.Memberships.Add(new Membership { TeamId = team, ParticipantId = person, FromWeek = week });
        else stays.UntilWeek = null;
    }
}
