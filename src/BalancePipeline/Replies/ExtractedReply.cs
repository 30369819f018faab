namespace BalancePipeline.Replies;

/// <summary>What kind of mail it was, and the words its writer wrote in answer.</summary>
public sealed record ExtractedReply
{
    /// <summary>What kind of mail it was.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>The writer's own words, inline answers in their order; empty when nothing of their own is left.</summary>
    public string Text { get; init; } = "";

    /// <summary>The mail's text as it was read, which the offsets of <see cref="Removed"/> count in.</summary>
    public string Source { get; init; } = "";

    /// <summary>Why the mail was taken for that kind: the rule's name, e.g. <c>header:auto-submitted</c>.</summary>
    public string? KindRule { get; init; }

    /// <summary>How sure the extractor is of kind and text, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>What was taken out of the mail, in its order, and why.</summary>
    public IReadOnlyList<RemovedText> Removed { get; init; } = [];

    /// <summary>For an out-of-office reply that names it: the day its writer is back.</summary>
    public DateOnly? BackOn { get; init; }

    /// <summary>For a bounce: whose mail failed, and why.</summary>
    public BounceReport? Bounce { get; init; }
}

/// <summary>A piece of the mail that is not the writer's reply.</summary>
/// <param name="Start">Offset in the cleaned text of the mail where the piece begins (UTF-16).</param>
/// <param name="End">Offset after its last character.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Rule">The rule that told, e.g. <c>attribution:de</c>.</param>
public sealed record RemovedText(int Start, int End, RemovedKind Kind, string Rule);

/// <summary>What a removed piece was.</summary>
public enum RemovedKind
{
    /// <summary>Text of an earlier mail, with the line that introduces it.</summary>
    Quote,

    /// <summary>A header block or separator of a forwarded or quoted mail.</summary>
    QuoteHeader,

    /// <summary>A sign-off, name or contact block.</summary>
    Signature,

    /// <summary>"Sent from my …" and the like.</summary>
    MobileFooter,

    /// <summary>Confidentiality notice, antivirus line, list footer, unsubscribe line.</summary>
    Disclaimer,
}

/// <summary>What kind of mail it was.</summary>
public enum MailKind
{
    /// <summary>A person wrote it.</summary>
    Human,

    /// <summary>A machine answered (receipt, ticket, challenge).</summary>
    AutoReply,

    /// <summary>A machine answered that the person is away.</summary>
    OutOfOffice,

    /// <summary>A mail that could not be delivered.</summary>
    Bounce,

    /// <summary>Sent to many, such as a newsletter or a mailing list.</summary>
    List,

    /// <summary>A person sent it with no words of their own.</summary>
    Empty,
}

/// <summary>A failed delivery, as the bounce reports it.</summary>
/// <param name="Recipient">The address that failed, or null when the report does not name it.</param>
/// <param name="Status">The enhanced status code (RFC 3463), e.g. <c>5.1.1</c>, or null.</param>
/// <param name="Hard">True when the address will never work; false when it may later.</param>
public sealed record BounceReport(string? Recipient, string? Status, bool Hard);
