using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>A kind of mail and what told it.</summary>
internal sealed record MailVerdict(MailKind Kind, string? Rule, double Certainty)
{
    internal DateOnly? BackOn { get; init; }

    internal BounceReport? Bounce { get; init; }
}

/// <summary>Tells what kind of mail it is: from the headers first, then the subject, then the words its writer wrote themself.</summary>
internal static class MailKindDetector
{
    private const int ReadAtMost = 6000;

    internal static MailVerdict Detect(MailContent mail, Extract extract)
    {
        var signs = new MailSigns(mail);
        var subject = SubjectLine.Read(signs.Subject);
        if (Bounces.Find(mail, signs, subject, extract) is { } bounce) return bounce;

        var words = AutomaticWords.Read(Tidy(extract.Text), subject);
        var machine = signs.Automatic ?? (signs.NullSender ? "return-path" : null);
        if (machine is not null && !(machine is "precedence" or "x-mlserver" && signs.List is not null))
        {
            var away = signs.Away || words.Away;
            return new MailVerdict(away ? MailKind.OutOfOffice : MailKind.AutoReply, $"header:{machine}", 0.99) { BackOn = away ? BackOn() : null };
        }

        if (signs.List is not null) return new MailVerdict(MailKind.List, $"header:{signs.List}", 0.97);
        if (words.Verdict is { } verdict) return verdict.Kind == MailKind.OutOfOffice ? verdict with { BackOn = BackOn() } : verdict;
        return extract.Text.Length == 0 ? new MailVerdict(MailKind.Empty, "no-words", 1) : new MailVerdict(MailKind.Human, null, 1);

        DateOnly? BackOn() => ReturnDate.Find(words.Text, words.Language, signs.Date);
    }

    /// <summary>The text on one line, with one kind of apostrophe: clients wrap and bend both.</summary>
    internal static string Tidy(string text)
    {
        var source = text.AsSpan(0, Math.Min(text.Length, ReadAtMost));
        return string.Create(source.Length, source, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = source[i] switch { '’' or '‘' => '\'', var c when char.IsWhiteSpace(c) => ' ', var c => c };
            }
        }).Replace("  ", " ", StringComparison.Ordinal);
    }
}
