using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Builders;

/// <summary>Gives every reply the same score, so that a test knows what will be said of it.</summary>
public sealed class FixedScorer(ReplyScore score) : IReplyScorer
{
    /// <summary>Results 3, relationships 1; feedback practised in the first word of "Asked Mira …", collaboration left undone in the second.</summary>
    public static ReplyScore Usual { get; } = new()
    {
        Results = 3,
        Relationships = 1,
        Depth = 1,
        Confidence = 0.9,
        Labels = [new ScoreLabel(LabelKind.Practiced, "feedback", 0.9, 0, 5), new ScoreLabel(LabelKind.Neglected, "collaboration", 0.8, 6, 10)],
    };

    public string Version { get; init; } = "fixed-1";

    public ValueTask<ReplyScore> ScoreAsync(string? prompt, string text, CancellationToken cancellationToken = default) => ValueTask.FromResult(score);
}
