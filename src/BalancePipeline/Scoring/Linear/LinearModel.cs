using System.Numerics.Tensors;

namespace BalancePipeline.Scoring.Linear;

/// <summary>One row of weights for each feature bucket: results, relationships, depth, scorable, then a logit for each label.</summary>
internal sealed class LinearModel(int buckets)
{
    /// <summary>Measures and labels, padded to the vector width.</summary>
    public const int Outputs = 32;

    public int Buckets { get; } = buckets;

    public float[] Weights { get; } = new float[buckets * Outputs];

    public float[] Bias { get; } = new float[Outputs];

    /// <summary>The measures on half their scale, then the labels as logits, like the network's outputs.</summary>
    public void Run(IReadOnlyList<int> features, Span<float> outputs)
    {
        outputs.Clear();
        foreach (var feature in features) TensorPrimitives.Add(outputs, Weights.AsSpan(feature * Outputs, Outputs), outputs);
        TensorPrimitives.Multiply(outputs, Scale(features.Count), outputs);
        TensorPrimitives.Add(outputs, Bias, outputs);
    }

    /// <summary>Long replies have more features; their sum grows slower than their number.</summary>
    public static float Scale(int count) => 1 / MathF.Sqrt(20 + count);
}
