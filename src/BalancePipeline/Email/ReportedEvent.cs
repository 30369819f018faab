namespace BalancePipeline.Email;

/// <summary>An event as a mail system reports it.</summary>
/// <param name="Id">The mail system's own id of the event.</param>
/// <param name="Kind">What happened.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Address">The recipient, in lower case, or null. Used to find the person, never stored.</param>
/// <param name="MessageId">The mail's Message-ID, or null.</param>
/// <param name="Status">The enhanced status code (RFC 3463), or null.</param>
/// <param name="Dropped">For a dropped mail: why.</param>
public sealed record ReportedEvent(
    string Id, MailEventKind Kind, DateTimeOffset OccurredAt, string? Address, string? MessageId, string? Status, DropReason Dropped = DropReason.Other);

/// <summary>Why a mail system did not even try to send a mail.</summary>
public enum DropReason
{
    /// <summary>A reason that does not bear on the address.</summary>
    Other,

    /// <summary>Its list says that the address does not work.</summary>
    BadAddress,

    /// <summary>Its list says that the address wants no mail.</summary>
    Unsubscribed,

    /// <summary>Its list says that the address called our mail spam.</summary>
    SpamReport,
}
