namespace BalancePipeline.Participants;

/// <summary>A person who is asked.</summary>
public sealed class Participant
{
    /// <summary>Identifies the person in logs, traces and messages.</summary>
    public long Id { get; init; }

    /// <summary>Where prompts go; lower case, unique.</summary>
    public required string Email { get; set; }

    /// <summary>How mails address the person; may be empty.</summary>
    public required string Name { get; set; }

    /// <summary>The team the person is in now.</summary>
    public long TeamId { get; set; }

    /// <summary>IANA name, e.g. <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; set; }

    /// <summary>The weekdays on which the person is asked.</summary>
    public Weekdays Days { get; set; }

    /// <summary>The local time at which the person is asked.</summary>
    public TimeOnly LocalTime { get; set; }

    /// <summary>Language of the mails (BCP 47), e.g. <c>de</c>.</summary>
    public string Locale { get; set; } = "en";

    /// <summary>Whether the person gets mail, and if not, why.</summary>
    public ParticipantStatus Status { get; set; }

    /// <summary>The next slot as a moment; null when none is due. Planning looks at this alone.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>When the person was first imported.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Whether a person gets mail, and if not, why.</summary>
public enum ParticipantStatus
{
    /// <summary>Gets prompts.</summary>
    Active,

    /// <summary>Asked not to get any more.</summary>
    Unsubscribed,

    /// <summary>The address does not work, or its owner complained.</summary>
    Undeliverable,

    /// <summary>No longer in the roster.</summary>
    Deactivated,
}
