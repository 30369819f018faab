using System.Text;
using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>A kind of mail and what told it.</summary>
internal sealed record MailVerdict(MailKind Kind, string? Rule, double Certainty)
{
    internal static readonly MailVerdict Human = new(MailKind.Human, null, 1);

    internal static readonly MailVerdict Empty = new(MailKind.Empty, "no-words", 1);

    internal DateOnly? BackOn { get; init; }

    internal BounceReport? Bounce { get; init; }
}

/// <summary>Tells what kind of mail it is: from the headers first, then the subject, then the words its writer wrote themself.</summary>
internal static class MailKindDetector
{
    private const int ReadAtMost = 4000;

    internal static MailVerdict Detect(MailContent mail, Extract extract)
    {
        var subject = SubjectLine.Read(mail.Header("Subject") ?? "");
        var signs = new MailSigns(mail, subject.IsReply && extract.Text.Length > 0 && extract.Source.Contains(PromptMarkers.LineToken, StringComparison.Ordinal));
        return Bounces.Find(mail, signs, subject, extract)
            ?? Detect(extract, signs, subject)
            ?? (extract.Text.Length == 0 ? MailVerdict.Empty : MailVerdict.Human);
    }

    /// <summary>The phrases at the beginning of a text, as far as automatic mail goes.</summary>
    internal static PhraseCount CountPhrases(string text) => PhraseBook.Count(text.AsSpan(0, Math.Min(text.Length, ReadAtMost)));

    private static MailVerdict? Detect(Extract extract, MailSigns signs, SubjectLine subject)
    {
        var text = extract.Text;
        var found = CountPhrases(text);
        var machine = signs.Automatic ?? (signs.NullSender ? "return-path" : null);
        if (machine is not null && !(machine is "precedence" or "x-mlserver" && signs.List is not null))
        {
            var away = signs.Away || found.Absence > 0 || subject.Away > 0 || IsVacation(text, signs, subject, found);
            return WithReturn(new MailVerdict(away ? MailKind.OutOfOffice : MailKind.AutoReply, $"header:{machine}", 0.99), text, found, signs);
        }

        if (signs.List is not null) return new MailVerdict(MailKind.List, $"header:{signs.List}", 0.97);
        if (AutomaticWords.Judge(found, subject) is { } verdict) return WithReturn(verdict, text, found, signs);
        return subject is { IsReply: false, Text.Length: > 0 } && ListFoot.IsIn(extract) ? new MailVerdict(MailKind.List, "words:list-footer", 0.8) : null;
    }

    /// <summary>
    /// People word their absence as they like. Of machines that answer, one with a person's address and words, but neither the words of a receipt
    /// nor a link to press, answers for somebody away.
    /// </summary>
    private static bool IsVacation(string text, MailSigns signs, SubjectLine subject, PhraseCount found) =>
        signs is { Answers: true, Reports: false, FromNobody: false } && text.Length > 0 && found.Receipt == 0 && subject.Automatic == 0 && !text.Contains("://", StringComparison.Ordinal);

    private static MailVerdict WithReturn(MailVerdict verdict, string text, PhraseCount found, MailSigns signs) =>
        verdict.Kind == MailKind.OutOfOffice ? verdict with { BackOn = ReturnDate.Find(Tidy(text), found.Language, signs.Date) } : verdict;

    /// <summary>The beginning of a text on one line, with single spaces and one kind of apostrophe.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(ReadAtMost);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, ReadAtMost)))
        {
            if (!char.IsWhiteSpace(c)) tidy.Append(c is '’' or '‘' ? '\'' : c);
            else if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
        }

        return tidy.ToString();
    }
}
