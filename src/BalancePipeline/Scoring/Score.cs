namespace BalancePipeline.Scoring;

/// <summary>A stored score. Reply, revision and scorer version together are unique, so scoring twice is harmless.</summary>
public sealed class Score
{
    /// <summary>Identifies the score.</summary>
    public long Id { get; init; }

    /// <summary>The reply that was scored.</summary>
    public long ReplyId { get; init; }

    /// <summary>The revision of the reply that was scored.</summary>
    public int Revision { get; init; }

    /// <summary>The scorer that made it.</summary>
    public required string ScorerVersion { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset ScoredAt { get; init; }

    /// <summary>Why it could not be scored; null when it was.</summary>
    public NotScorable? Reason { get; init; }

    /// <summary>0 to 4.</summary>
    public double Results { get; init; }

    /// <summary>0 to 4.</summary>
    public double Relationships { get; init; }

    /// <summary>0 to 3.</summary>
    public double Depth { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>The labels with their evidence.</summary>
    public IReadOnlyList<ScoreLabel> Labels { get; set; } = [];

    /// <summary>The score as the scorer gave it.</summary>
    public ReplyScore ToReplyScore() => new()
    {
        Reason = Reason,
        Results = Results,
        Relationships = Relationships,
        Depth = Depth,
        Confidence = Confidence,
        Labels = Labels,
    };

    /// <summary>The row for a score of one revision of a reply.</summary>
    public static Score Of(long replyId, int revision, string scorerVersion, DateTimeOffset scoredAt, ReplyScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return new Score
        {
            ReplyId = replyId,
            Revision = revision,
            ScorerVersion = scorerVersion,
            ScoredAt = scoredAt,
            Reason = score.Reason,
            Results = score.Results,
            Relationships = score.Relationships,
            Depth = score.Depth,
            Confidence = score.Confidence,
            Labels = score.Labels,
        };
    }
}
