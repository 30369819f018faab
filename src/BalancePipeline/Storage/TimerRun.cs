namespace BalancePipeline.Storage;

/// <summary>The last run of a timer, for operators and for catching up.</summary>
public sealed class TimerRun
{
    /// <summary>The timer's name, e.g. <c>PromptTimer</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When it last began.</summary>
    public DateTimeOffset LastRunAt { get; set; }

    /// <summary>What it did, in one line of numbers.</summary>
    public required string Summary { get; set; }

    /// <summary>When it last failed; null when its last run went well.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>The kind of the failure, without personal data.</summary>
    public string? Failure { get; set; }
}
