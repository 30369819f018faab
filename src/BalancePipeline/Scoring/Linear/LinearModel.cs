using System.Numerics.Tensors;

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
    public void Run(IReadOnlyList<int> features, Span<float> outputs)
    {
        outputs.Clear();
        for (var i = 0; i < features.Count; i++)
        {
            var row = Rows[features[i]];
            if (row >= 0) TensorPrimitives.Add(outputs, Weights.AsSpan(row * ModelOutputs.Width, ModelOutputs.Width), outputs);
        }

        TensorPrimitives.Multiply(outputs, Scale(features.Count), outputs);
        TensorPrimitives.Add(outputs, Bias, outputs);
    }

    /// <summary>Long replies have more features; their sum grows slower than their number.</summary>
    public static float Scale(int count) => 1 / MathF.Sqrt(60 + count);
}
