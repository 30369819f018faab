using BalancePipeline.Email;
using SendGrid.Helpers.Mail;

namespace BalancePipeline.Functions.Email;

/// <summary>
/// A mail of ours as SendGrid's v3 API takes it. Nothing of it is tracked, and no custom argument or category is set: SendGrid keeps
/// those where they can't be erased.
/// </summary>
internal static class SendGridMail
{
    internal static SendGridMessage Of(OutgoingEmail email, MailOptions options, bool sandbox)
    {
        var message = new SendGridMessage
        {
            From = new EmailAddress(options.FromAddress, options.FromName),
            Subject = email.Subject,
            PlainTextContent = email.Text,
            HtmlContent = email.Html,
            Personalizations = [new Personalization { Tos = [new EmailAddress(email.Recipient, NullIfEmpty(email.RecipientName))] }],
            Headers = Headers(email),
            TrackingSettings = new TrackingSettings
            {
                ClickTracking = new ClickTracking { Enable = false, EnableText = false },
                OpenTracking = new OpenTracking { Enable = false },
                SubscriptionTracking = new SubscriptionTracking { Enable = false },
            },
        };
        if (email.ReplyTo is { } replyTo) message.ReplyTo = new EmailAddress(replyTo, options.FromName);
        if (sandbox) message.MailSettings = new MailSettings { SandboxMode = new SandboxMode { Enable = true } };
        return message;
    }

    private static Dictionary<string, string> Headers(OutgoingEmail email)
    {
        var headers = new Dictionary<string, string>(email.Headers) { ["Message-ID"] = $"<{email.MessageId}>" };
        if (email.References.Count == 0) return headers;
        headers["References"] = string.Join(' ', email.References.Select(id => $"<{id}>"));
        headers["In-Reply-To"] = $"<{email.References[^1]}>";
        return headers;
    }

    private static string? NullIfEmpty(string name) => name.Length == 0 ? null : name;
}
