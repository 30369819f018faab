namespace BalancePipeline.Scoring;

/// <summary>Scores on the machine itself, without a network: pure, text in, value out.</summary>
public sealed class EmbeddedReplyScorer : IReplyScorer
{
    /// <inheritdoc/>
    public string Version => "embedded-0";

    /// <inheritdoc/>
    public ValueTask<ReplyScore> ScoreAsync(string? prompt, string text, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(string.IsNullOrWhiteSpace(text) ? ReplyScore.NotScored(NotScorable.Empty) : new ReplyScore());
}
