using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>Layer normalisation: every row gets mean 0 and variance 1, then its learned scale and shift.</summary>
internal sealed record Norm(float[] Scale, float[] Shift)
{
    // As the encoder was taught.
    private const float Epsilon = 1e-12f;

    public static Norm Read(BinaryReader reader) =>
        new(EncoderWeights.Read<float>(reader, EncoderWeights.Width), EncoderWeights.Read<float>(reader, EncoderWeights.Width));

    public void Write(BinaryWriter writer)
    {
        writer.Write(MemoryMarshal.AsBytes(Scale.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Shift.AsSpan()));
    }

    public void Apply(Span<float> rows)
    {
        for (; rows.Length > 0; rows = rows[Scale.Length..])
        {
            var row = rows[..Scale.Length];
            TensorPrimitives.Subtract(row, TensorPrimitives.Sum(row) / row.Length, row);
            var variance = TensorPrimitives.SumOfSquares<float>(row) / row.Length;
            TensorPrimitives.Multiply(row, 1 / MathF.Sqrt(variance + Epsilon), row);
            TensorPrimitives.MultiplyAdd(row, Scale, Shift, row);
        }
    }
}
