using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>Sends a planned prompt.</summary>
public sealed class PromptSender(
    IDbContextFactory<BalanceDb> factory, PromptMail mail, NudgeSender nudges, IEmailSender sender, MailCap cap, SendRetry retry,
    IOptions<PromptOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Sends the delivery unless somebody has already taken it up. The claim is written right before the mail leaves: a crash in between
    /// leaves the delivery in <see cref="DeliveryState.Sending"/> for an operator to see, and never sends it twice. What could not be sent
    /// within <see cref="PromptOptions.CatchUpHours"/> is missed.
    /// </summary>
    /// <exception cref="TransientSendException">The mail system can't take it now and doesn't say for how long; the queue tries again.</exception>
    public async Task SendAsync(PromptToSend message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var span = Telemetry.Consume(message.Nudge ? "send nudge" : "send prompt", message.Trace, "balance.delivery.id", message.DeliveryId);
        var result = message.Nudge
            ? await nudges.SendAsync(message.DeliveryId, cancellationToken)
            : await SendAsync(message.DeliveryId, cancellationToken);
        await retry.AgainAsync(QueueNames.PromptsToSend, message.ToJson(), result, cancellationToken);
    }

    private async Task<SendResult?> SendAsync(long deliveryId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.PromptDeliveries.SingleOrDefaultAsync(row => row.Id == deliveryId && row.State == DeliveryState.Planned, cancellationToken) is not { } delivery)
            return null;

        // After an outage, or when it is replayed, it would arrive beside the next one.
        if (clock.GetUtcNow() - delivery.PlannedAt > TimeSpan.FromHours(options.Value.CatchUpHours))
        {
            if (await ClaimAsync(db, delivery, DeliveryState.Missed)) Telemetry.Sent("prompt", null);
            return null;
        }

        var person = await db.Participants.SingleAsync(row => row.Id == delivery.ParticipantId, cancellationToken);
        var quote = await LookBack.QuoteAsync(db, delivery, cancellationToken);
        var refusal = await RefusalAsync(db, person, cancellationToken);
        var email = refusal is null ? mail.Compose(delivery, person, quote) : null;

        // Whatever fails before the claim is tried again; what follows it isn't given up halfway, since nobody would know whether the mail left.
        cancellationToken.ThrowIfCancellationRequested();
        if (!await ClaimAsync(db, delivery, DeliveryState.Sending)) return null;
        var result = email is null ? new SendResult.Permanent(refusal!) : await sender.SendAsync(email, CancellationToken.None);
        Record(delivery, person, result);
        Telemetry.Sent("prompt", result);
        await db.SaveChangesAsync(CancellationToken.None);
        return result;
    }

    // Much can happen while a prompt waits in the queue.
    private async Task<string?> RefusalAsync(BalanceDb db, Participant person, CancellationToken cancellationToken)
    {
        if (!person.MayGetMail) return "The person no longer gets prompts.";
        if (Cadence.IsOff(person, clock.GetUtcNow())) return "The person is paused or away.";
        return await cap.IsReachedAsync(db, person.Id, cancellationToken) ? "The person has had as many mails in 24 hours as the settings allow." : null;
    }

    private async Task<bool> ClaimAsync(BalanceDb db, PromptDelivery delivery, DeliveryState state)
    {
        var now = clock.GetUtcNow();
        db.Entry(delivery).Property(row => row.State).OriginalValue = state;
        return await db.PromptDeliveries
            .Where(row => row.Id == delivery.Id && row.State == DeliveryState.Planned)
            .ExecuteUpdateAsync(
                row => row.SetProperty(claimed => claimed.State, state).SetProperty(claimed => claimed.ClaimedAt, now),
                CancellationToken.None) == 1;
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
