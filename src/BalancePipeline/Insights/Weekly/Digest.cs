namespace BalancePipeline.Insights.Weekly;

/// <summary>The weekly mail to a leader. Address and week together are unique, so nobody gets it twice.</summary>
public sealed class Digest
{
    /// <summary>The leader's address.</summary>
    public required string Email { get; init; }

    /// <summary>Monday of the week it is about.</summary>
    public DateOnly Week { get; init; }

    /// <summary>When a sender took it up; set before the mail leaves.</summary>
    public DateTimeOffset ClaimedAt { get; init; }

    /// <summary>When it was handed over; null when it was not.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The mail system's own name for it; null when it gave none.</summary>
    public string? ProviderId { get; set; }
}

/// <summary>A leader who wants no weekly mail.</summary>
public sealed class DigestOptOut
{
    /// <summary>The leader's address.</summary>
    public required string Email { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }
}
