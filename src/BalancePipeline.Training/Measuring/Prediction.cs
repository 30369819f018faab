namespace BalancePipeline.Training.Measuring;

/// <summary>What a model says of an example.</summary>
/// <param name="Results">0 to 4.</param>
/// <param name="Relationships">0 to 4.</param>
/// <param name="Depth">0 to 3.</param>
/// <param name="Scorable">Probability.</param>
/// <param name="Labels">A probability for each label.</param>
internal sealed record Prediction(float Results, float Relationships, float Depth, float Scorable, float[] Labels)
{
    public static Prediction Average(IReadOnlyList<Prediction> all) => new(
        all.Average(p => p.Results),
        all.Average(p => p.Relationships),
        all.Average(p => p.Depth),
        all.Average(p => p.Scorable),
        [.. Enumerable.Range(0, all[0].Labels.Length).Select(i => all.Average(p => p.Labels[i]))]);
}
