namespace BalancePipeline.Replies;

/// <summary>Names kinds of mail.</summary>
public static class MailKinds
{
    /// <summary>The stable name that tools and the API use, e.g. <c>out-of-office</c>.</summary>
    public static string Code(this MailKind kind) => kind switch
    {
        MailKind.Human => "human",
        MailKind.AutoReply => "auto-reply",
        MailKind.OutOfOffice => "out-of-office",
        MailKind.Bounce => "bounce",
        MailKind.List => "list",
        MailKind.Empty => "empty",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of mail"),
    };
}
