using BalancePipeline.Email;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>Sends a planned nudge: a second mail in the thread of its prompt.</summary>
public sealed class NudgeSender(
    IDbContextFactory<BalanceDb> factory, PromptMail mail, IEmailSender sender, MailCap cap, IOptions<PromptOptions> options, TimeProvider clock)
{
    /// <summary>Sends the nudge unless somebody has already taken it up, the person has written meanwhile, or it waited for too long.</summary>
    /// <returns>What became of it; null when there was nothing to send.</returns>
    public async Task<SendResult?> SendAsync(long deliveryId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.PromptDeliveries.SingleOrDefaultAsync(row => row.Id == deliveryId && row.NudgeState == NudgeState.Planned, cancellationToken) is not { } delivery)
            return null;

        var person = await db.Participants.SingleAsync(row => row.Id == delivery.ParticipantId, cancellationToken);
        var now = clock.GetUtcNow();
        var tooLate = now - delivery.NudgeQueuedAt > TimeSpan.FromHours(options.Value.CatchUpHours);
        var wanted = !tooLate && person.MayGetMail && !Cadence.IsOff(person, now) && !(person.LastHeardAt >= delivery.PlannedAt)
            && !await cap.IsReachedAsync(db, person.Id, cancellationToken);
        var email = wanted ? mail.ComposeNudge(delivery, person) : null;

        // As with prompts: composed before the claim, and not given up halfway after it.
        cancellationToken.ThrowIfCancellationRequested();
        if (!await ClaimAsync(db, delivery)) return null;
        var result = email is null ? null : await sender.SendAsync(email, CancellationToken.None);
        Telemetry.Sent("nudge", result);
        delivery.NudgeState = result switch
        {
            null => NudgeState.None,
            SendResult.Sent => NudgeState.Sent,
            SendResult.Transient => NudgeState.Planned,
            _ => NudgeState.Failed,
        };
        delivery.NudgedAt = result is SendResult.Sent ? now : null;
        delivery.NudgeProviderId = (result as SendResult.Sent)?.ProviderId;
        if (result is SendResult.Permanent { AddressFails: true } permanent) person.Stop(permanent.Reason, now);
        await db.SaveChangesAsync(CancellationToken.None);

        return result;
    }

    private static async Task<bool> ClaimAsync(BalanceDb db, PromptDelivery delivery)
    {
        db.Entry(delivery).Property(row => row.NudgeState).OriginalValue = NudgeState.Sending;
        return await db.PromptDeliveries.Where(row => row.Id == delivery.Id && row.NudgeState == NudgeState.Planned)
            .ExecuteUpdateAsync(row => row.SetProperty(claimed => claimed.NudgeState, NudgeState.Sending), CancellationToken.None) == 1;
    }
}
