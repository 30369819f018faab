using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Prompts;

/// <summary>Sends a planned prompt.</summary>
public sealed class PromptSender(IDbContextFactory<BalanceDb> factory, PromptMail mail, NudgeSender nudges, IEmailSender sender, TimeProvider clock)
{
    /// <summary>
    /// Sends the delivery unless somebody has already taken it up. The claim is written before the mail leaves: a crash in between
    /// leaves the delivery in <see cref="DeliveryState.Sending"/> for an operator to see, and never sends it twice.
    /// </summary>
    /// <exception cref="TransientSendException">The mail system can't take it now; the queue tries again.</exception>
    public async Task SendAsync(PromptToSend message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var span = Telemetry.Consume(message.Nudge ? "send nudge" : "send prompt", message.Trace, "balance.delivery.id", message.DeliveryId);
        if (message.Nudge)
        {
            await nudges.SendAsync(message.DeliveryId, cancellationToken);
            return;
        }

        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (!await ClaimAsync(db, message.DeliveryId, cancellationToken)) return;

        var delivery = await db.PromptDeliveries.SingleAsync(row => row.Id == message.DeliveryId, cancellationToken);
        var person = await db.Participants.SingleAsync(row => row.Id == delivery.ParticipantId, cancellationToken);
        var quote = await LookBack.QuoteAsync(db, delivery, cancellationToken);
        var result = person.MayGetMail
            ? await sender.SendAsync(mail.Compose(delivery, person, quote), cancellationToken)
            : new SendResult.Permanent("The person no longer gets prompts.");
        Record(delivery, person, result);
        Telemetry.Sent("prompt", result);
        await db.SaveChangesAsync(cancellationToken);

        if (result is SendResult.Transient transient) throw new TransientSendException(transient.Reason);
    }

    private async Task<bool> ClaimAsync(BalanceDb db, long deliveryId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await db.PromptDeliveries
            .Where(row => row.Id == deliveryId && row.State == DeliveryState.Planned)
            .ExecuteUpdateAsync(
                row => row.SetProperty(delivery => delivery.State, DeliveryState.Sending).SetProperty(delivery => delivery.ClaimedAt, now),
                cancellationToken) == 1;
    }

    private void Record(PromptDelivery delivery, Participant person, SendResult result)
    {
        switch (result)
        {
            case SendResult.Sent sent:
                delivery.State = DeliveryState.Sent;
                delivery.SentAt = clock.GetUtcNow();
                delivery.MessageId = mail.MessageId(delivery);
                delivery.ProviderId = sent.ProviderId;
                break;
            case SendResult.Transient transient:
                delivery.State = DeliveryState.Planned;
                delivery.Failure = transient.Reason;
                break;
            case SendResult.Permanent permanent:
                delivery.State = DeliveryState.Failed;
                delivery.Failure = permanent.Reason;
                if (permanent.AddressFails) person.Stop(permanent.Reason, clock.GetUtcNow());
                break;
        }
    }
}
