namespace BalancePipeline.Receipts;

/// <summary>A mail that answers something a person sent or asked for. Its key is unique, so that nothing is answered twice.</summary>
public sealed class Receipt
{
    /// <summary>Identifies the receipt.</summary>
    public long Id { get; init; }

    /// <summary>What it answers, e.g. the person's day or an inbound mail.</summary>
    public required string Key { get; init; }

    /// <summary>The person it goes to.</summary>
    public long ParticipantId { get; init; }

    /// <summary>What it says.</summary>
    public ReceiptKind Kind { get; init; }

    /// <summary>For <see cref="ReceiptKind.Understood"/>: the reply.</summary>
    public long? ReplyId { get; init; }

    /// <summary>The delivery that an answer to it answers; null when it takes no answer.</summary>
    public long? DeliveryId { get; init; }

    /// <summary>The tip it gave, or null.</summary>
    public string? TipId { get; set; }

    /// <summary>How far it has come.</summary>
    public ReceiptState State { get; set; }

    /// <summary>When it was planned.</summary>
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>When its message was put into the queue; null until then, so that a sweep finds it.</summary>
    public DateTimeOffset? QueuedAt { get; set; }

    /// <summary>When it was handed over.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The mail system's own name for it; null when it gave none.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Why it failed, in words without personal data.</summary>
    public string? Failure { get; set; }
}

/// <summary>What a receipt says.</summary>
public enum ReceiptKind
{
    /// <summary>What was understood of a reply.</summary>
    Understood,

    /// <summary>The questions are paused, as asked.</summary>
    Paused,

    /// <summary>The questions go on, as asked.</summary>
    Resumed,

    /// <summary>There will be no more questions, as asked.</summary>
    Stopped,

    /// <summary>Erasing was asked for, and has to be confirmed on the page.</summary>
    DeleteAsked,

    /// <summary>The link to the person's page, as asked.</summary>
    PageLink,

    /// <summary>The mail answered a question that takes no more answers.</summary>
    Expired,

    /// <summary>No words were found in the mail.</summary>
    Empty,

    /// <summary>The mail was too large.</summary>
    TooLarge,

    /// <summary>Somebody answered from another address.</summary>
    OtherAddress,
}

/// <summary>How far a receipt has come.</summary>
public enum ReceiptState
{
    /// <summary>Written, to be sent.</summary>
    Planned,

    /// <summary>A sender has taken it up; if it stays so, nobody knows whether the mail left, and it is not sent again.</summary>
    Sending,

    /// <summary>Handed over to the mail system.</summary>
    Sent,

    /// <summary>Not sent, for good.</summary>
    Failed,
}
