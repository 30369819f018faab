namespace BalancePipeline.Email;

/// <summary>What a mail system told about a mail of ours. Holds no address and none of the mail system's own words.</summary>
public sealed class MailEvent
{
    /// <summary>The mail system's own id of the event; the same event told twice is one.</summary>
    public required string Id { get; init; }

    /// <summary>What happened.</summary>
    public MailEventKind Kind { get; init; }

    /// <summary>The person it is about, where the mail or the address told.</summary>
    public long? ParticipantId { get; init; }

    /// <summary>The delivery it is about, where the mail told.</summary>
    public long? DeliveryId { get; init; }

    /// <summary>The enhanced status code (RFC 3463), e.g. <c>5.1.1</c>, or null.</summary>
    public string? Status { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>When we were told.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>What happened to a mail of ours.</summary>
public enum MailEventKind
{
    /// <summary>The recipient's server took it.</summary>
    Delivered,

    /// <summary>The recipient's server asked to wait.</summary>
    Deferred,

    /// <summary>It came back for now; a later mail may arrive.</summary>
    SoftBounce,

    /// <summary>It came back for good: the address does not work.</summary>
    HardBounce,

    /// <summary>The mail system did not send it for a reason of its own.</summary>
    Dropped,

    /// <summary>The recipient called it spam.</summary>
    SpamReport,

    /// <summary>The recipient wants no more.</summary>
    Unsubscribed,

    /// <summary>The recipient wants them again.</summary>
    Resubscribed,
}
