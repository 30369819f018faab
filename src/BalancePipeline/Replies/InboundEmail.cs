namespace BalancePipeline.Replies;

/// <summary>An e-mail as received, stored before it is judged.</summary>
public sealed class InboundEmail
{
    /// <summary>Identifies the mail.</summary>
    public long Id { get; init; }

    /// <summary>The Message-ID, or a hash of the content where there is none. Unique: the same mail posted twice is one.</summary>
    public required string DeduplicationKey { get; init; }

    /// <summary>When it arrived.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The form as posted, without attachments (see <see cref="InboundForm"/>).</summary>
    public required byte[] Form { get; init; }

    /// <summary>When it was accepted or rejected; null until then, so that a sweep finds it.</summary>
    public DateTimeOffset? JudgedAt { get; set; }

    /// <summary>Why it was not accepted; null for an accepted mail.</summary>
    public ReplyRejection? Rejection { get; set; }

    /// <summary>What it asked for in place of answering, or null.</summary>
    public ReplyCommandKind? Command { get; set; }

    /// <summary>How often it was posted again.</summary>
    public int Copies { get; set; }

    /// <summary>The delivery it answers, where the token told.</summary>
    public long? DeliveryId { get; set; }
}

/// <summary>Why an inbound mail was not accepted as a reply.</summary>
public enum ReplyRejection
{
    /// <summary>A machine answered; nothing is answered back.</summary>
    AutoReply,

    /// <summary>A mail of ours came back.</summary>
    Bounce,

    /// <summary>No valid token: not one of ours, or forged.</summary>
    UnknownToken,

    /// <summary>The token was valid once.</summary>
    ExpiredToken,

    /// <summary>Somebody other than the person asked sent it.</summary>
    SenderMismatch,

    /// <summary>It holds no words of its writer.</summary>
    Empty,

    /// <summary>The same mail was received before.</summary>
    Duplicate,

    /// <summary>Larger than is accepted.</summary>
    TooLarge,

    /// <summary>The mail system took it for spam, and nothing proves that it is not.</summary>
    Spam,

    /// <summary>More mails than a person writes on a day: a loop is cut.</summary>
    TooMany,
}
