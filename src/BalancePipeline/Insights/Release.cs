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

    /// <summary>The scorer whose scores were read.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>The minimum group size in force.</summary>
    public int MinimumGroupSize { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ReleasedAt { get; init; }
}

/// <summary>What a release says of one team.</summary>
public sealed class ReleasedInsight
{
    /// <summary>The release it belongs to.</summary>
    public long ReleaseId { get; init; }

    /// <summary>The team it is about.</summary>
    public long TeamId { get; init; }

    /// <summary>The insight as JSON, exactly what may be shown and nothing else.</summary>
    public required string Body { get; init; }
}
