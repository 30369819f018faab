using BalancePipeline.Scoring;
using BalancePipeline.Training.Examples;

namespace BalancePipeline.Training.Learning;

/// <summary>How wrong the outputs are, as gradients.</summary>
internal static class Loss
{
    /// <summary>Cross-entropy of labels and scorability, squared error of the measures; fields that nobody labelled count nothing.</summary>
    public static void OfOutputs(Example example, ReadOnlySpan<float> outputs, float weight, float measures, Span<float> gradient)
    {
        gradient.Clear();
        if (example.Scorable is not false)
        {
            if (example.Results is { } results) gradient[0] = weight * measures * (outputs[0] - (results / 2));
            if (example.Relationships is { } relationships) gradient[1] = weight * measures * (outputs[1] - (relationships / 2));
            if (example.Depth is { } depth) gradient[2] = weight * measures * (outputs[2] - (depth / 2));
        }

        if (example.Scorable is { } scorable) gradient[3] = weight * (Sigmoid(outputs[3]) - (scorable ? 1 : 0));
        for (var label = 0; label < LabelIndex.Count; label++)
        {
            var i = ModelOutputs.Measures + label;
            gradient[i] = weight * (Sigmoid(outputs[i]) - example.Shares[label]);
        }
    }

    public static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
