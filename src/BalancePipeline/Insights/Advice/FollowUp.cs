namespace BalancePipeline.Insights.Advice;

/// <summary>A recommendation that a leader took up. Team and week together are unique.</summary>
public sealed class FollowUp
{
    /// <summary>The team.</summary>
    public long TeamId { get; init; }

    /// <summary>Monday of the week whose release recommended it.</summary>
    public DateOnly Week { get; init; }

    /// <summary>The practice to support.</summary>
    public required string Practice { get; init; }

    /// <summary>When it was taken up.</summary>
    public DateTimeOffset TakenUpAt { get; init; }
}
