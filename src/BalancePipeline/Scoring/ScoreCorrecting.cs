using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Scoring;

/// <summary>Lets the writer of a reply, and nobody else, take a label out of its score and put it back.</summary>
public sealed class ScoreCorrecting(IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>Takes the label out. Doing it again changes nothing.</summary>
    /// <returns>False when the person has no such reply with such a label.</returns>
    public async Task<bool> TakeOutAsync(long participantId, long replyId, LabelKind kind, string code, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var reply = await db.Replies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == replyId && row.ParticipantId == participantId, cancellationToken);
        var score = reply is null
            ? null
            : await db.Scores.AsNoTracking().Where(row => row.ReplyId == replyId && row.Revision == reply.Revision)
                .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        if (score?.Labels.FirstOrDefault(label => label.Kind == kind && label.Code == code) is not { } label) return false;

        db.ScoreCorrections.Add(new ScoreCorrection
        {
            ReplyId = replyId,
            Kind = kind,
            Code = code,
            ScorerVersion = score.ScorerVersion,
            Confidence = label.Confidence,
            Words = reply!.Text[Math.Min(label.Start, reply.Text.Length)..Math.Min(label.End, reply.Text.Length)],
            CorrectedAt = clock.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
        }

        return true;
    }

    /// <summary>Puts the label back.</summary>
    /// <returns>False when the person had not taken it out.</returns>
    public async Task<bool> PutBackAsync(long participantId, long replyId, LabelKind kind, string code, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ScoreCorrections
            .Where(row => row.ReplyId == replyId && row.Kind == kind && row.Code == code
                && db.Replies.Any(reply => reply.Id == row.ReplyId && reply.ParticipantId == participantId))
            .ExecuteDeleteAsync(cancellationToken) > 0;
    }
}
