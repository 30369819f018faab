namespace BalancePipeline.Insights;

/// <summary>A closed week's insights for the whole organisation, never changed afterwards. Week and edition together are unique.</summary>
public sealed class Release
{
    /// <summary>Identifies the release.</summary>
    public long Id { get; init; }

    /// <summary>Monday of the ISO week.</summary>
    public DateOnly Week { get; init; }

    /// <summary>1 for the first; a rescoring makes the next and keeps the earlier ones.</summary>
    public int Edition { get; init; }

    /// <summary>The scorers whose scores were read, joined by <c> + </c> where a week saw more than one.</summary>
    public required string ScorerVersion { get; set; }

    /// <summary>The minimum group size in force.</summary>
    public int MinimumGroupSize { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ReleasedAt { get; init; }
}

/// <summary>What a release says of one team.</summary>
public sealed class ReleasedInsight
{
    /// <summary>The team it is about; <c>0</c> for all of them.</summary>
    public long TeamId { get; init; }

    /// <summary>Monday of the ISO week.</summary>
    public DateOnly Week { get; init; }

    /// <summary>The release's edition.</summary>
    public int Edition { get; init; }

    /// <summary>The release it belongs to.</summary>
    public long ReleaseId { get; init; }

    /// <summary>The team above at that time; null for the organisation.</summary>
    public long? ParentId { get; init; }

    /// <summary>The team's path at that time; empty for the organisation.</summary>
    public required string Path { get; init; }

    /// <summary>How many people wrote directly in this team. Kept to decide what later releases may show; never shown.</summary>
    public int OwnWriters { get; init; }

    /// <summary>The sums behind the figures (<c>ReleasedSums</c>), to which later weeks are compared; never shown. Null when nothing is shown.</summary>
    public string? Sums { get; init; }

    /// <summary>The scorers behind the figures, joined as in the release; null when nothing is shown.</summary>
    public string? ScorerVersion { get; init; }

    /// <summary>Whether the release shows figures of the week.</summary>
    public bool IsShown => Sums is not null;

    /// <summary>The ids of the recommended actions, apart by spaces; null when there are none.</summary>
    public string? Actions { get; init; }

    /// <summary>The insight as JSON (<see cref="Insight"/>), exactly what may be shown and nothing else.</summary>
    public required string Body { get; init; }
}

/// <summary>A person's time in a team, as far as releases saw it: from which week's release on, and until which.</summary>
public sealed class Membership
{
    /// <summary>The team.</summary>
    public long TeamId { get; init; }

    /// <summary>The person; the number stays when the person is erased, and then points to nobody.</summary>
    public long ParticipantId { get; init; }

    /// <summary>Monday of the first week whose release saw them there.</summary>
    public DateOnly FromWeek { get; init; }

    /// <summary>Monday of the first week whose release no longer saw them there; null while they are.</summary>
    public DateOnly? UntilWeek { get; set; }
}
