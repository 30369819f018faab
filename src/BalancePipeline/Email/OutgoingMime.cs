using MimeKit;

namespace BalancePipeline.Email;

/// <summary>Writes a mail of ours as MIME.</summary>
public static class OutgoingMime
{
    /// <summary>The whole message, from that sender and at that time.</summary>
    public static MimeMessage Compose(OutgoingEmail email, MailOptions options, DateTimeOffset date)
    {
        ArgumentNullException.ThrowIfNull(email);
        ArgumentNullException.ThrowIfNull(options);
        var message = new MimeMessage { MessageId = email.MessageId, Subject = email.Subject, Date = date };
        message.From.Add(new MailboxAddress(options.FromName, options.FromAddress));
        message.To.Add(new MailboxAddress(email.RecipientName, email.Recipient));
        if (email.ReplyTo is { } replyTo) message.ReplyTo.Add(new MailboxAddress(options.FromName, replyTo));
        message.References.AddRange(email.References);
        if (email.References.Count > 0) message.InReplyTo = email.References[^1];
        foreach (var (name, value) in email.Headers) message.Headers.Add(name, value);
        message.Body = new BodyBuilder { TextBody = email.Text, HtmlBody = email.Html }.ToMessageBody();
        return message;
    }
}
