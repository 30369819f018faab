using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Training.Learning;

namespace BalancePipeline.Training.Measuring;

/// <summary>What the blended models say of an example.</summary>
/// <param name="Results">0 to 4.</param>
/// <param name="Relationships">0 to 4.</param>
/// <param name="Depth">0 to 3.</param>
/// <param name="Scorable">Probability.</param>
/// <param name="Labels">A probability for each label.</param>
internal sealed record Prediction(float Results, float Relationships, float Depth, float Scorable, float[] Labels)
{
    public static Prediction Of(Testimony said, Blend[] blends)
    {
        float Blend(int output) => blends[output].Of(said.Encoder[output], said.Linear[output], said.Sentences[output]);
        return new Prediction(
            Math.Clamp(Blend(0) * 2, 0, 4),
            Math.Clamp(Blend(1) * 2, 0, 4),
            Math.Clamp(Blend(2) * 2, 0, 3),
            Loss.Sigmoid(Blend(3)),
            [.. Enumerable.Range(ModelOutputs.Measures, LabelIndex.Count).Select(output => Loss.Sigmoid(Blend(output)))]);
    }
}
