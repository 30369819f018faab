using BalancePipeline.Scoring.Network;
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
        for (var label = 0; label < NetworkShape.Labels; label++)
        {
            var i = NetworkShape.Measures + label;
            gradient[i] = weight * (Sigmoid(outputs[i]) - (example.Labels[label] ? 1 : 0));
        }
    }

    /// <summary>Negative logarithm of the attention that a label pays to the words underlined for it.</summary>
    public static void OfQuote(NetworkPass pass, (int Label, int Start, int End) quote, float weight, Span<float> gradient)
    {
        var sum = 1e-4f;
        for (var t = quote.Start; t < quote.End; t++) sum += pass.Heads[(t * NetworkShape.Heads) + NetworkShape.Labels + quote.Label];
        for (var t = quote.Start; t < quote.End; t++) gradient[(t * NetworkShape.Labels) + quote.Label] -= weight / sum;
    }

    public static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
