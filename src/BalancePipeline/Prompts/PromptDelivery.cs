namespace BalancePipeline.Prompts;

/// <summary>One prompt to one person for one slot. Participant and slot together are unique, so a slot is never asked twice.</summary>
public sealed class PromptDelivery
{
    /// <summary>Identifies the delivery; its reply token carries it.</summary>
    public long Id { get; init; }

    /// <summary>The person asked.</summary>
    public long ParticipantId { get; init; }

    /// <summary>The local date and time the person was due, <c>yyyy-MM-ddTHH:mm</c>.</summary>
    public required string Slot { get; init; }

    /// <summary>The prompt's id in the library; empty for a missed slot, for which nothing was chosen.</summary>
    public required string PromptId { get; init; }

    /// <summary>The practice that the prompt is tied to.</summary>
    public required string Practice { get; init; }

    /// <summary>The question as asked, in the person's language.</summary>
    public required string Question { get; init; }

    /// <summary>How far the delivery has come.</summary>
    public DeliveryState State { get; set; }

    /// <summary>When it was planned.</summary>
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>When its message was put into the queue; null until then, so that a sweep finds it.</summary>
    public DateTimeOffset? QueuedAt { get; set; }

    /// <summary>When a sender took it up; set before the mail leaves, so that a crash in between never sends twice.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>When the mail was handed over.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The mail's Message-ID without angle brackets, once sent.</summary>
    public string? MessageId { get; set; }

    /// <summary>The mail system's own name for the mail, e.g. SendGrid's X-Message-Id, to find it there; null when it gave none.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Why it failed, in words without personal data.</summary>
    public string? Failure { get; set; }

    /// <summary>What sort of mail it is.</summary>
    public DeliveryKind Kind { get; init; }

    /// <summary>For a look back: the person's own earlier reply. Null once that is gone.</summary>
    public long? LookBackReplyId { get; init; }

    /// <summary>True when an automatic answer said that the person was away.</summary>
    public bool MetAbsence { get; set; }

    /// <summary>When to look whether a nudge is called for; null when that is settled.</summary>
    public DateTimeOffset? NudgeDueAt { get; set; }

    /// <summary>How far the nudge has come.</summary>
    public NudgeState NudgeState { get; set; }

    /// <summary>When the nudge was put into the queue; null until then, so that a sweep finds it.</summary>
    public DateTimeOffset? NudgeQueuedAt { get; set; }

    /// <summary>When the nudge was handed over.</summary>
    public DateTimeOffset? NudgedAt { get; set; }

    /// <summary>The mail system's own name for the nudge.</summary>
    public string? NudgeProviderId { get; set; }
}

/// <summary>What sort of mail a delivery is.</summary>
public enum DeliveryKind
{
    /// <summary>A question of the library.</summary>
    Prompt,

    /// <summary>A question about the person's own earlier words.</summary>
    LookBack,

    /// <summary>The last mail to somebody who has not answered for long.</summary>
    Farewell,
}

/// <summary>How far the nudge of a delivery has come.</summary>
public enum NudgeState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>Written, to be sent.</summary>
    Planned,

    /// <summary>A sender has taken it up; if it stays so, it is not sent again.</summary>
    Sending,

    /// <summary>Handed over to the mail system.</summary>
    Sent,

    /// <summary>Not sent, for good.</summary>
    Failed,
}

/// <summary>How far a delivery has come.</summary>
public enum DeliveryState
{
    /// <summary>Written, to be sent.</summary>
    Planned,

    /// <summary>A sender has taken it up; if it stays so, nobody knows whether the mail left, and it is not sent again.</summary>
    Sending,

    /// <summary>Handed over to the mail system.</summary>
    Sent,

    /// <summary>Not sent, for good.</summary>
    Failed,

    /// <summary>Found too late, or could not be sent in time, to be worth asking; nothing was sent.</summary>
    Missed,
}
