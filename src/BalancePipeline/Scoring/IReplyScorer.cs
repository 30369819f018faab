namespace BalancePipeline.Scoring;

/// <summary>Reads the text of a reply and says what the framework asks.</summary>
public interface IReplyScorer
{
    /// <summary>Stored with every score; changes whenever the same text could be scored differently.</summary>
    string Version { get; }

    /// <summary>Scores one reply. Never throws for any text.</summary>
    /// <param name="prompt">The question that was asked, or null when it is not known.</param>
    /// <param name="text">The writer's own words, cleaned. Evidence offsets refer to this text.</param>
    /// <param name="cancellationToken">Stops waiting for a scorer that leaves the machine.</param>
    ValueTask<ReplyScore> ScoreAsync(string? prompt, string text, CancellationToken cancellationToken = default);
}
