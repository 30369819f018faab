using BalancePipeline.Replies.Extraction;
using BalancePipeline.Replies.Kinds;

namespace BalancePipeline.Replies;

/// <summary>Finds a writer's own words in an e-mail, and tells what kind of mail it is. Pure: mail in, value out.</summary>
public static class ReplyExtractor
{
    /// <summary>Reads one mail. Never throws for any content; time and memory grow linearly with it.</summary>
    public static ExtractedReply Extract(MailContent mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var extract = Best(mail);
        var verdict = MailKindDetector.Detect(mail, extract);
        return new ExtractedReply
        {
            Kind = verdict.Kind,
            KindRule = verdict.Rule,
            Text = extract.Text,
            Source = extract.Source,
            Removed = extract.Removed,
            BackOn = verdict.BackOn,
            Bounce = verdict.Bounce,
            Confidence = Math.Min(verdict.Certainty, extract.Certainty),
        };
    }

    /// <summary>
    /// The text part is what its writer saw least of all but what clients mark best; the page is asked when the text is missing,
    /// or shows no quote where the page may have one.
    /// </summary>
    private static Extract Best(MailContent mail)
    {
        var sender = Sender.Of(mail.Header("From"));
        var plain = TextExtraction.FromPlain(mail.Text ?? "", sender);
        if (string.IsNullOrWhiteSpace(mail.Html) || plain.HasQuote) return plain;
        var html = TextExtraction.FromHtml(mail.Html, sender);
        return plain.Source.AsSpan().IsWhiteSpace() || html.HasQuote ? html : plain;
    }
}
