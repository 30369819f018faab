using BalancePipeline.Queues;
using BalancePipeline.Receipts;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Scoring;

/// <summary>Scores a queued reply and stores what the scorer says.</summary>
public sealed class ReplyScoring(IDbContextFactory<BalanceDb> factory, IReplyScorer scorer, ReceiptPlanner receipts, TimeProvider clock)
{
    /// <summary>Scores the reply's present revision. Running it again with the same scorer changes nothing.</summary>
    public async Task ScoreAsync(ReplyToScore message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var span = Telemetry.Consume("score reply", message.Trace, "balance.reply.id", message.ReplyId);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var asked = await (
            from reply in db.Replies.AsNoTracking()
            join delivery in db.PromptDeliveries.AsNoTracking() on reply.DeliveryId equals delivery.Id
            where reply.Id == message.ReplyId
            select new { reply, delivery.Question }).SingleOrDefaultAsync(cancellationToken);
        if (asked is null) return;
        if (!await IsScoredAsync(db, asked.reply.Id, asked.reply.Revision, cancellationToken))
            await ScoreAsync(db, asked.reply, asked.Question, cancellationToken);
        await receipts.PlanUnderstoodAsync(asked.reply.Id, cancellationToken);
    }

    private async Task ScoreAsync(BalanceDb db, Reply reply, string question, CancellationToken cancellationToken)
    {
        var score = await scorer.ScoreAsync(question, reply.Text, cancellationToken);
        db.Scores.Add(Score.Of(reply.Id, reply.Revision, scorer.Version, clock.GetUtcNow(), score));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            Telemetry.WasScored(score.Reason?.Code() ?? "scored");
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            // Somebody scored the same revision meanwhile; both say the same.
        }
    }

    private Task<bool> IsScoredAsync(BalanceDb db, long replyId, int revision, CancellationToken cancellationToken) =>
        db.Scores.AnyAsync(
            score => score.ReplyId == replyId && score.Revision == revision && score.ScorerVersion == scorer.Version, cancellationToken);
}
