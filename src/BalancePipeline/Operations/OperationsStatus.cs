namespace BalancePipeline.Operations;

/// <summary>How the story is running. It tells of machinery and addresses, never of what anybody wrote or how it was scored.</summary>
public sealed record OperationsStatus
{
    /// <summary>When this was read; "today" is the 24 hours before.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>The queues.</summary>
    public required IReadOnlyList<QueueState> Queues { get; init; }

    /// <summary>The last run of each timer.</summary>
    public required IReadOnlyList<TimerState> Timers { get; init; }

    /// <summary>Prompts of today.</summary>
    public required PromptCounts Prompts { get; init; }

    /// <summary>Nudges of today.</summary>
    public required SendCounts Nudges { get; init; }

    /// <summary>Receipts and other short answers of today.</summary>
    public required SendCounts Receipts { get; init; }

    /// <summary>Why prompts and receipts of today were not sent, or not at once; the 20 most frequent reasons.</summary>
    public required IReadOnlyList<NamedCount> Failures { get; init; }

    /// <summary>Inbound mails.</summary>
    public required MailCounts Mails { get; init; }

    /// <summary>People by status.</summary>
    public required IReadOnlyList<NamedCount> People { get; init; }

    /// <summary>Addresses that no longer get mail because it came back or its owner complained; the newest 200.</summary>
    public required IReadOnlyList<StoppedAddress> Stopped { get; init; }
}

/// <summary>The last run of a timer.</summary>
/// <param name="Name">The timer.</param>
/// <param name="LastRunAt">When it last began.</param>
/// <param name="Summary">What it last did.</param>
/// <param name="FailedAt">When it failed; null when its last run went well.</param>
/// <param name="Failure">The kind of failure.</param>
public sealed record TimerState(string Name, DateTimeOffset LastRunAt, string Summary, DateTimeOffset? FailedAt, string? Failure);

/// <summary>Prompts by state.</summary>
/// <param name="Planned">Waiting to be sent.</param>
/// <param name="Sent">Handed over.</param>
/// <param name="Failed">Not sent, for good.</param>
/// <param name="Missed">Slots found too late.</param>
/// <param name="Unknown">Taken up for more than an hour: a sender died, and nobody knows whether the mail left. They are not sent again.</param>
public sealed record PromptCounts(int Planned, int Sent, int Failed, int Missed, int Unknown);

/// <summary>Mails by state.</summary>
/// <param name="Planned">Waiting to be sent.</param>
/// <param name="Sent">Handed over.</param>
/// <param name="Failed">Not sent, for good.</param>
/// <param name="Unknown">Taken up for more than an hour, as with prompts.</param>
public sealed record SendCounts(int Planned, int Sent, int Failed, int Unknown);

/// <summary>Inbound mails.</summary>
/// <param name="Accepted">Accepted as replies today.</param>
/// <param name="Unjudged">Stored and not yet judged; the sweep takes them up.</param>
/// <param name="Rejections">Rejections by name.</param>
public sealed record MailCounts(int Accepted, int Unjudged, IReadOnlyList<RejectionCount> Rejections);

/// <summary>How often mails were rejected for one reason.</summary>
/// <param name="Name">The rejection.</param>
/// <param name="Today">In the last 24 hours.</param>
/// <param name="Month">In the last 30 days.</param>
public sealed record RejectionCount(string Name, int Today, int Month);

/// <summary>A number with a name.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="Count">How many.</param>
public sealed record NamedCount(string Name, int Count);

/// <summary>An address that no longer gets mail.</summary>
/// <param name="ParticipantId">The person.</param>
/// <param name="Email">The address.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
public sealed record StoppedAddress(long ParticipantId, string Email, string Reason, DateTimeOffset? Since);
