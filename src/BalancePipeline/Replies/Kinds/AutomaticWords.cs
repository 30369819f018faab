using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>
/// What the words of a mail say about a machine having written it. One phrase may be a person's ("I'm out of office next week, but …");
/// a machine uses several, or one below a subject that says so.
/// </summary>
/// <param name="Text">The text that was read.</param>
/// <param name="Away">Whether it tells of an absence at all.</param>
/// <param name="Language">The language of the first phrase found, or "".</param>
/// <param name="Verdict">The kind that the words alone prove, or null.</param>
internal sealed record AutomaticWords(string Text, bool Away, string Language, MailVerdict? Verdict)
{
    private const int Enough = 2;
    private const int Sure = 3;
    private static readonly PhraseBook Absence = new(Languages.All.SelectMany(l => l.OutOfOffice.Phrases.Select(phrase => (phrase, l.Code))));
    private static readonly PhraseBook Receipt = new(Languages.All.SelectMany(l => l.AutoReply.Phrases.Select(phrase => (phrase, l.Code))));

    internal static AutomaticWords Read(string text, SubjectLine subject)
    {
        var away = Absence.Count(text, out var language);
        var receipt = Receipt.Count(text, out _);
        return new AutomaticWords(text, away > 0 || subject.Away > 0, language, Judge(away, receipt, subject));
    }

    private static MailVerdict? Judge(int away, int receipt, SubjectLine subject)
    {
        var needed = subject.IsReply ? Enough + 1 : Enough;
        if (subject.Away == Sure) return new MailVerdict(receipt > away + 1 ? MailKind.AutoReply : MailKind.OutOfOffice, "subject:out-of-office", 0.95);
        if (away > 0 && away + subject.Away >= needed && away >= receipt) return new MailVerdict(MailKind.OutOfOffice, "words:out-of-office", 0.85);
        if (subject.Automatic == Sure) return new MailVerdict(away > receipt ? MailKind.OutOfOffice : MailKind.AutoReply, "subject:auto-reply", 0.95);
        if (receipt > 0 && receipt + subject.Automatic >= needed) return new MailVerdict(MailKind.AutoReply, "words:auto-reply", 0.8);
        return away > 0 && away + subject.Away >= needed ? new MailVerdict(MailKind.OutOfOffice, "words:out-of-office", 0.85) : null;
    }
}
