using BalancePipeline.Email;

namespace BalancePipeline.Replies;

/// <summary>What an inbound mail is: a reply, a command or a named rejection.</summary>
/// <param name="Rejection">Why it is neither reply nor command, or null.</param>
/// <param name="Command">What it asks for, or null.</param>
public sealed record Verdict(ReplyRejection? Rejection, ReplyCommand? Command = null)
{
    /// <summary>True for a reply.</summary>
    public bool Accepted => Rejection is null && Command is null;

    /// <summary>The name that logs and metrics use.</summary>
    public string Name => Rejection?.ToString() ?? (Command is null ? "Accepted" : "Command");

    /// <summary>Judges a mail. Machines come first, so that whatever follows is known to be answering a human.</summary>
    /// <param name="form">The mail as posted.</param>
    /// <param name="extracted">What its writer wrote.</param>
    /// <param name="addressee">Whom it answers.</param>
    /// <param name="mailsToday">Mails of that person within the last 24 hours, this one not counted.</param>
    /// <param name="options">The limits.</param>
    public static Verdict Of(InboundForm form, ExtractedReply extracted, Addressee addressee, int mailsToday, InboundOptions options)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(extracted);
        ArgumentNullException.ThrowIfNull(addressee);
        ArgumentNullException.ThrowIfNull(options);
        if (extracted.Kind is MailKind.Bounce) return new Verdict(ReplyRejection.Bounce);
        if (extracted.Kind is MailKind.AutoReply or MailKind.OutOfOffice or MailKind.List) return new Verdict(ReplyRejection.AutoReply);
        if (form.TooLarge) return new Verdict(ReplyRejection.TooLarge);
        if (form.SpamScore >= options.SpamScore && !addressee.IsSender) return new Verdict(ReplyRejection.Spam);
        if (addressee.Person is null) return new Verdict(ReplyRejection.UnknownToken);
        if (!addressee.IsSender) return new Verdict(ReplyRejection.SenderMismatch);
        if (mailsToday >= options.MaximumPerPersonAndDay) return new Verdict(ReplyRejection.TooMany);

        // "Stop" in answer to a question of last year is still a wish.
        if (ReplyCommands.Read(extracted.Text) is { } command) return new Verdict(null, command);
        if (addressee.Verdict is TokenVerdict.Expired) return new Verdict(ReplyRejection.ExpiredToken);
        return new Verdict(extracted.Kind is MailKind.Empty ? ReplyRejection.Empty : null);
    }
}
