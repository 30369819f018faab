namespace BalancePipeline.Scoring;

/// <summary>
/// A label that the writer of a reply took out: "that's not what I meant". It is kept apart from the score, holds for every later
/// revision and scorer, and tells whoever improves the scorer where it erred. Reply, kind and code together are unique.
/// </summary>
public sealed class ScoreCorrection
{
    /// <summary>Identifies the correction.</summary>
    public long Id { get; init; }

    /// <summary>The reply.</summary>
    public long ReplyId { get; init; }

    /// <summary>The label's kind.</summary>
    public LabelKind Kind { get; init; }

    /// <summary>The label's code.</summary>
    public required string Code { get; init; }

    /// <summary>The scorer that gave the label.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>How sure that scorer was, 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>The words that had led to the label.</summary>
    public required string Words { get; init; }

    /// <summary>When the person took it out.</summary>
    public DateTimeOffset CorrectedAt { get; init; }
}
