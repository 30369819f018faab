using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>Sends nothing: keeps every mail for the mailbox page. Handing the same mail over twice keeps it once.</summary>
public sealed class MailboxSender(IDbContextFactory<BalanceDb> factory, IOptions<MailOptions> options, TimeProvider clock) : IEmailSender
{
    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(email);
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.MailboxEmails.AnyAsync(kept => kept.MessageId == email.MessageId, cancellationToken)) return new SendResult.Sent(null);

        using var mime = new MemoryStream();
        using var message = OutgoingMime.Compose(email, options.Value, now);
        await message.WriteToAsync(mime, cancellationToken);
        db.MailboxEmails.Add(new MailboxEmail
        {
            MessageId = email.MessageId,
            Recipient = email.Recipient,
            Subject = email.Subject,
            Mime = mime.ToArray(),
            SentAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
        return new SendResult.Sent(null);
    }
}
