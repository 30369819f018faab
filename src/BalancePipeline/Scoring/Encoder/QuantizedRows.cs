using System.Runtime.Intrinsics;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>Rows of numbers as bytes, each row with its own scale and zero.</summary>
internal sealed class QuantizedRows
{
    /// <summary>Rows that are multiplied together.</summary>
    public const int Block = 4;

    private byte[] _values = [];
    private (float Scale, int Zero)[] _scales = [];

    public int Count { get; private set; }

    /// <summary>What a byte of a row stands for: (byte - zero) * scale.</summary>
    public (float Scale, int Zero) ScaleOf(int row) => _scales[row];

    /// <summary>The bytes of a block of rows; those after the last are of no meaning.</summary>
    public ReadOnlySpan<byte> BlockAt(int row, int width) => _values.AsSpan(row * width, Block * width);

    /// <summary>Rounds rows of a width, which is a multiple of 16.</summary>
    public void Round(ReadOnlySpan<float> rows, int width)
    {
        Count = rows.Length / width;
        var room = (Count + Block - 1) / Block * Block;
        if (_values.Length < room * width) _values = new byte[room * width];
        if (_scales.Length < Count) _scales = new (float, int)[room];
        for (var row = 0; row < Count; row++) _scales[row] = Round(rows.Slice(row * width, width), _values.AsSpan(row * width, width));
    }

    private static (float Scale, int Zero) Round(ReadOnlySpan<float> row, Span<byte> bytes)
    {
        // 0 is always among them, so that it stays 0.
        var (least, most) = (Vector512<float>.Zero, Vector512<float>.Zero);
        for (var i = 0; i < row.Length; i += Vector512<float>.Count)
        {
            var part = Vector512.Create(row[i..]);
            (least, most) = (Vector512.MinNative(least, part), Vector512.MaxNative(most, part));
        }

        var (minimum, maximum) = (0f, 0f);
        for (var i = 0; i < Vector512<float>.Count; i++) (minimum, maximum) = (MathF.Min(minimum, least[i]), MathF.Max(maximum, most[i]));
        var scale = MathF.Max(maximum - minimum, 1e-9f) / byte.MaxValue;
        var zero = (int)MathF.Round(-minimum / scale);
        // Adding a half and cutting off rounds what is not negative.
        var (steps, shift) = (Vector512.Create(1 / scale), Vector512.Create(zero + 0.5f));
        for (var i = 0; i < row.Length; i += Vector512<float>.Count)
        {
            var whole = Vector512.Min(Vector512.ConvertToInt32Native((Vector512.Create(row[i..]) * steps) + shift), Vector512.Create((int)byte.MaxValue));
            var shorts = Vector256.Narrow(whole.GetLower(), whole.GetUpper()).AsUInt16();
            Vector128.Narrow(shorts.GetLower(), shorts.GetUpper()).CopyTo(bytes[i..]);
        }

        return (scale, zero);
    }
}
