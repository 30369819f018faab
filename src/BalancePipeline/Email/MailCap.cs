using BalancePipeline.Receipts;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>How many mails a person gets from us within 24 hours, of all kinds together, whatever they or a machine of theirs write.</summary>
public sealed class MailCap(IOptions<MailOptions> options, TimeProvider clock)
{
    /// <summary>True when the person has had as many as the settings allow; receipts that are planned count already.</summary>
    public async Task<bool> IsReachedAsync(BalanceDb db, long participantId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var since = clock.GetUtcNow().AddDays(-1);
        var mails = await db.PromptDeliveries.CountAsync(row => row.ParticipantId == participantId && row.SentAt > since, cancellationToken)
            + await db.PromptDeliveries.CountAsync(row => row.ParticipantId == participantId && row.NudgedAt > since, cancellationToken)
            + await db.Receipts.CountAsync(row => row.ParticipantId == participantId && row.PlannedAt > since && row.State != ReceiptState.Failed, cancellationToken);
        return mails >= options.Value.MaximumPerPersonAndDay;
    }
}
