using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace BalancePipeline.Scoring.Linear;

/// <summary>A row of weights for each feature that training met more than once: results, relationships, depth, scorable, then the labels.</summary>
/// <param name="rows">For each bucket the row of its weights; -1 where it has none.</param>
/// <param name="count">Rows.</param>
internal sealed class LinearModel(int[] rows, int count)
{
    public int[] Rows { get; } = rows;

    public float[] Weights { get; } = new float[count * ModelOutputs.Width];

    public float[] Bias { get; } = new float[ModelOutputs.Width];

    public int Buckets => Rows.Length;

    /// <summary>The measures on half their scale, then the labels as logits, see <see cref="ModelOutputs"/>.</summary>
    public void Run(ReadOnlySpan<int> features, Span<float> outputs)
    {
        // A row is two vectors wide.
        var (first, second) = (Vector512<float>.Zero, Vector512<float>.Zero);
        foreach (var feature in features)
        {
            var row = Rows[feature];
            if (row < 0) continue;
            var weights = Weights.AsSpan(row * ModelOutputs.Width, ModelOutputs.Width);
            first += Vector512.Create<float>(weights);
            second += Vector512.Create<float>(weights[Vector512<float>.Count..]);
        }

        first.CopyTo(outputs);
        second.CopyTo(outputs[Vector512<float>.Count..]);
        TensorPrimitives.MultiplyAdd(outputs, Scale(features.Length), Bias, outputs);
    }

    /// <summary>Long replies have more features; their sum grows slower than their number.</summary>
    public static float Scale(int count) => 1 / MathF.Sqrt(60 + count);
}
