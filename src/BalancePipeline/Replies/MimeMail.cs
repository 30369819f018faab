using MimeKit;

namespace BalancePipeline.Replies;

/// <summary>Turns a whole MIME message into the parts that extraction reads.</summary>
public static class MimeMail
{
    /// <summary>Reads a message (RFC 5322). A broken message gives what can be read of it; never throws for any bytes.</summary>
    public static MailContent Read(byte[] message)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            var mail = MimeMessage.Load(new MemoryStream(message));
            return new MailContent
            {
                Text = mail.TextBody,
                Html = mail.HtmlBody,
                Headers = [.. mail.Headers.Select(header => new MailHeader(header.Field, header.Value))],
            };
        }
        catch (FormatException)
        {
            return new MailContent();
        }
    }
}
