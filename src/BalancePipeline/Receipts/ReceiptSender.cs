using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Queues;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Receipts;

/// <summary>Sends a planned receipt.</summary>
public sealed class ReceiptSender(IDbContextFactory<BalanceDb> factory, ReceiptMail mail, IEmailSender sender, SendRetry retry, TimeProvider clock)
{
    /// <summary>Sends the receipt unless somebody has already taken it up. As with prompts, a crash in between never sends twice.</summary>
    /// <exception cref="TransientSendException">The mail system can't take it now and doesn't say for how long; the queue tries again.</exception>
    public async Task SendAsync(ReceiptToSend message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var span = Telemetry.Consume("send receipt", message.Trace, "balance.receipt.id", message.ReceiptId);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Receipts.SingleOrDefaultAsync(row => row.Id == message.ReceiptId && row.State == ReceiptState.Planned, cancellationToken) is not { } receipt)
            return;

        var person = await db.Participants.SingleAsync(row => row.Id == receipt.ParticipantId, cancellationToken);
        var refusal = Refusal(receipt, person);
        var email = refusal is null ? await ComposeAsync(db, receipt, person, cancellationToken) : null;

        // As with prompts: composed before the claim, and not given up halfway after it.
        cancellationToken.ThrowIfCancellationRequested();
        if (!await ClaimAsync(db, receipt)) return;
        var result = email is null ? new SendResult.Permanent(refusal!) : await sender.SendAsync(email, CancellationToken.None);
        Record(receipt, person, result);
        Telemetry.Sent("receipt", result);
        await db.SaveChangesAsync(CancellationToken.None);

        await retry.AgainAsync(QueueNames.ReceiptsToSend, message.ToJson(), result, cancellationToken);
    }

    private async Task<OutgoingEmail> ComposeAsync(BalanceDb db, Receipt receipt, Participant person, CancellationToken cancellationToken)
    {
        var delivery = await db.PromptDeliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == receipt.DeliveryId, cancellationToken);
        if (receipt.Kind is not ReceiptKind.Understood) return mail.ComposeNotice(receipt, person, delivery);

        var reply = await db.Replies.AsNoTracking().SingleAsync(row => row.Id == receipt.ReplyId, cancellationToken);
        var scores = await ScoresAsync(db, person.Id, cancellationToken);
        var given = await db.Receipts.Where(row => row.ParticipantId == person.Id && row.TipId != null)
            .OrderBy(row => row.Id).Select(row => row.TipId!).ToListAsync(cancellationToken);
        var tip = TipChoice.Next(scores.ConvertAll(score => score.Score), given);
        receipt.TipId = tip.Id;
        return mail.ComposeUnderstood(receipt, person, delivery!, new Understanding(
            reply.Text, reply.Attachments,
            scores.FirstOrDefault(score => score.ReplyId == reply.Id && score.Revision == reply.Revision).Score,
            tip, await Streak.CountAsync(db, person.Id, receipt.PlannedAt, cancellationToken)));
    }

    /// <summary>The person's latest scores, newest first, without what they took out.</summary>
    private static async Task<List<(long ReplyId, int Revision, ReplyScore Score)>> ScoresAsync(
        BalanceDb db, long personId, CancellationToken cancellationToken)
    {
        const int Enough = 20;
        var replies = db.Replies.Where(reply => reply.ParticipantId == personId);
        var scores = await (
            from score in db.Scores.AsNoTracking()
            join reply in replies on score.ReplyId equals reply.Id
            where score.Revision == reply.Revision
            orderby reply.ReceivedAt descending, score.Id descending
            select score).Take(Enough).ToListAsync(cancellationToken);
        var taken = await TakenOutLabels.ReadAsync(db, replies, cancellationToken);
        return [.. scores.DistinctBy(score => score.ReplyId).Select(score => (score.ReplyId, score.Revision, taken.Leave(score.ReplyId, score.ToReplyScore())))];
    }

    private string? Refusal(Receipt receipt, Participant person)
    {
        if (clock.GetUtcNow() - receipt.PlannedAt > ReceiptPlanner.Fresh) return "It could not be sent within two days.";
        return MaySend(receipt, person) ? null : "The person gets no mail.";
    }

    private static bool MaySend(Receipt receipt, Participant person) =>
        person.MayGetMail || (receipt.Kind is not ReceiptKind.Understood && person.Status is not ParticipantStatus.Undeliverable);

    private static async Task<bool> ClaimAsync(BalanceDb db, Receipt receipt)
    {
        db.Entry(receipt).Property(row => row.State).OriginalValue = ReceiptState.Sending;
        return await db.Receipts.Where(row => row.Id == receipt.Id && row.State == ReceiptState.Planned)
            .ExecuteUpdateAsync(row => row.SetProperty(claimed => claimed.State, ReceiptState.Sending), CancellationToken.None) == 1;
    }

    private void Record(Receipt receipt, Participant person, SendResult result)
    {
        switch (result)
        {
            case SendResult.Sent sent:
                receipt.State = ReceiptState.Sent;
                receipt.SentAt = clock.GetUtcNow();
                receipt.ProviderId = sent.ProviderId;
                break;
            case SendResult.Transient transient:
                receipt.State = ReceiptState.Planned;
                receipt.Failure = transient.Reason;
                break;
            case SendResult.Permanent permanent:
                receipt.State = ReceiptState.Failed;
                receipt.Failure = permanent.Reason;
                if (permanent.AddressFails) person.Stop(permanent.Reason, clock.GetUtcNow());
                break;
        }
    }
}
