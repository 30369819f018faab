namespace BalancePipeline.Replies.Kinds;

/// <summary>
/// What words say about a machine having written them. One phrase may be a person's ("I'm out of office next week, but …");
/// a machine uses several, or one below a subject that says so.
/// </summary>
internal static class AutomaticWords
{
    private const int Enough = 2;
    private const int Sure = 3;

    /// <summary>The kind that words and subject prove, or null.</summary>
    internal static MailVerdict? Judge(PhraseCount found, SubjectLine subject)
    {
        var (away, receipt) = (found.Absence, found.Receipt);
        var needed = subject.IsReply ? Enough + 1 : Enough;
        var isAway = away > 0 && away + subject.Away >= needed;
        if (subject.Away == Sure) return new MailVerdict(receipt > away + 1 ? MailKind.AutoReply : MailKind.OutOfOffice, "subject:out-of-office", 0.95);
        if (isAway && away >= receipt) return new MailVerdict(MailKind.OutOfOffice, "words:out-of-office", 0.85);
        if (subject.Automatic == Sure) return new MailVerdict(away > receipt ? MailKind.OutOfOffice : MailKind.AutoReply, "subject:auto-reply", 0.95);
        if (receipt > 0 && receipt + subject.Automatic >= needed) return new MailVerdict(MailKind.AutoReply, "words:auto-reply", 0.8);
        return isAway ? new MailVerdict(MailKind.OutOfOffice, "words:out-of-office", 0.85) : null;
    }
}
