using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>
/// A matrix of whole numbers from -63 to 63 with a scale for each column, and what is added to each column. The products are sums of whole
/// numbers, so every machine computes the same ones, however wide its vectors are.
/// </summary>
/// <param name="inner">Numbers that go in; a multiple of 16.</param>
/// <param name="columns">Numbers that come out; a multiple of 16.</param>
internal sealed class QuantizedMatrix(int inner, int columns)
{
    // Two products of a byte and a weight must fit into 16 bits, as 2 * 255 * 63 does.
    private const int Largest = 63;

    // Columns and rows of a tile; a tile's four weights of one column stand together.
    private const int Wide = 16;
    private const int Deep = 4;

    private readonly sbyte[] _weights = inner % Wide == 0 && columns % Wide == 0
        ? new sbyte[inner * columns]
        : throw new InvalidDataException($"A matrix of {inner} by {columns} can't be cut into tiles of {Wide}.");
    private readonly float[] _scales = new float[columns];
    private readonly float[] _bias = new float[columns];
    private readonly int[] _sums = new int[columns];

    public int Columns => columns;

    /// <summary>Rounds a matrix given as a row for each column that comes out, as training tools keep it.</summary>
    public static QuantizedMatrix Round(ReadOnlySpan<float> rows, ReadOnlySpan<float> bias, int inner)
    {
        var matrix = new QuantizedMatrix(inner, (bias.Length + Wide - 1) / Wide * Wide);
        bias.CopyTo(matrix._bias);
        for (var column = 0; column < bias.Length; column++)
        {
            var row = rows.Slice(column * inner, inner);
            var scale = MathF.Max(Math.Abs(TensorPrimitives.MaxMagnitude(row)), 1e-9f) / Largest;
            matrix._scales[column] = scale;
            for (var k = 0; k < inner; k++) matrix._weights[matrix.PlaceOf(column, k)] = (sbyte)MathF.Round(row[k] / scale);
        }

        matrix.AddUp();
        return matrix;
    }

    public static QuantizedMatrix Read(BinaryReader reader)
    {
        var matrix = new QuantizedMatrix(reader.ReadInt32(), reader.ReadInt32());
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(matrix._scales.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(matrix._bias.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(matrix._weights.AsSpan()));
        if (matrix._weights.AsSpan().ContainsAnyExceptInRange((sbyte)-Largest, (sbyte)Largest)) throw new InvalidDataException($"A weight is beyond {Largest}.");
        matrix.AddUp();
        return matrix;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(inner);
        writer.Write(columns);
        writer.Write(MemoryMarshal.AsBytes(_scales.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_bias.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_weights.AsSpan()));
    }

    /// <summary>Writes x·w + bias, row by row.</summary>
    /// <param name="x">What goes in.</param>
    /// <param name="y">What comes out: rows of <see cref="Columns"/>.</param>
    public void Multiply(QuantizedRows x, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Length, x.Count * columns);
        Span<int> tile = stackalloc int[QuantizedRows.Block * Wide];
        for (var column = 0; column < columns; column += Wide)
        {
            ref var weights = ref _weights[column * inner];
            for (var row = 0; row < x.Count; row += QuantizedRows.Block)
            {
                var block = x.BlockAt(row, inner);
                if (Vector512.IsHardwareAccelerated && Avx512BW.IsSupported) Tiles.Wide(block, ref weights, tile, inner);
                else if (Avx2.IsSupported) Tiles.Half(block, ref weights, tile, inner);
                else if (Dp.IsSupported) Tiles.Arm(block, ref weights, tile, inner);
                else Tiles.Plain(block, ref weights, tile, inner);
                for (var r = 0; r < QuantizedRows.Block && row + r < x.Count; r++) Scale(ref tile[r * Wide], x.ScaleOf(row + r), column, ref y[((row + r) * columns) + column]);
            }
        }
    }

    private void Scale(ref int sums, (float Scale, int Zero) row, int column, ref float y)
    {
        var exact = Vector512.LoadUnsafe(ref sums) - (row.Zero * Vector512.LoadUnsafe(ref _sums[column]));
        var scaled = Vector512.ConvertToSingle(exact) * (row.Scale * Vector512.LoadUnsafe(ref _scales[column]));
        (scaled + Vector512.LoadUnsafe(ref _bias[column])).StoreUnsafe(ref y);
    }

    private int PlaceOf(int column, int k) => (column / Wide * Wide * inner) + (k / Deep * Wide * Deep) + (column % Wide * Deep) + (k % Deep);

    private void AddUp()
    {
        var place = 0;
        for (var tile = 0; tile < columns; tile += Wide)
        {
            for (var k = 0; k < inner; k += Deep)
            {
                for (var column = tile; column < tile + Wide; column++)
                {
                    for (var end = place + Deep; place < end; place++) _sums[column] += _weights[place];
                }
            }
        }
    }
}
