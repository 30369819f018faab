using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>Tells failed deliveries, reports by the standard (RFC 3464) and those in plain words, and reads whose mail failed and why.</summary>
internal static class Bounces
{
    private const int ReadAtMost = 20_000;

    internal static MailVerdict? Find(MailContent mail, MailSigns signs, SubjectLine subject, Extract extract)
    {
        var report = mail.DeliveryStatus;
        if (report is not null && DeliveryReport.Field(report, "Action") is "delivered" or "relayed" or "expanded") return new MailVerdict(MailKind.AutoReply, "report:delivered", 0.99);
        var text = extract.Source.Length <= ReadAtMost ? extract.Source : extract.Source[..ReadAtMost];
        var rule = report is not null ? "report:delivery-status"
            : signs.Bounce is not null ? $"header:{signs.Bounce}"
            : signs.FromMailSystem ? "header:from"
            : InWords(text, signs, subject);
        return rule is null ? null : new MailVerdict(MailKind.Bounce, rule, 0.97) { Bounce = DeliveryReport.Read(report, text, signs) };
    }

    /// <summary>Words count only below a subject or from a sender that nobody writes by hand: people talk about failed deliveries too.</summary>
    private static string? InWords(string text, MailSigns signs, SubjectLine subject)
    {
        if (subject.Bounce == 0 && !signs.NullSender && !signs.FromNobody) return null;
        var phrases = MailKindDetector.CountPhrases(text).Bounce;
        var code = StatusCode.Find(text) is not null || StatusCode.FindReply(text) is not null;
        if (subject.Bounce >= 2 && (phrases > 0 || code || signs.Automatic is not null)) return "subject:bounce";
        return phrases + subject.Bounce + (code ? 1 : 0) >= 2 && phrases > 0 ? "words:bounce" : null;
    }
}
