using System.Numerics;
using System.Runtime.CompilerServices;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>Matrix products of numbers that are not rounded.</summary>
internal static class Kernels
{
    /// <summary>
    /// Adds x·w to y for <paramref name="rows"/> rows. x has <paramref name="inner"/> columns; w and y have <paramref name="columns"/>,
    /// a multiple of the vector width.
    /// </summary>
    public static void MultiplyAdd(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> y, int rows, int inner, int columns)
    {
        var width = Vector<float>.Count;
        var row = 0;
        for (; row + 4 <= rows; row += 4)
        {
            var column = 0;
            for (; column + (2 * width) <= columns; column += 2 * width) FourByTwo(ref Unsafe.AsRef(in x[row * inner]), ref Unsafe.AsRef(in w[column]), ref y[(row * columns) + column], inner, columns);
            for (; column < columns; column += width)
            {
                for (var i = row; i < row + 4; i++) OneByOne(x.Slice(i * inner, inner), w, y, i, column, columns);
            }
        }

        for (; row < rows; row++)
        {
            for (var column = 0; column < columns; column += width) OneByOne(x.Slice(row * inner, inner), w, y, row, column, columns);
        }
    }

    private static void FourByTwo(ref float x, ref float w, ref float y, int inner, int columns)
    {
        var width = Vector<float>.Count;
        ref var y1 = ref Unsafe.Add(ref y, columns);
        ref var y2 = ref Unsafe.Add(ref y1, columns);
        ref var y3 = ref Unsafe.Add(ref y2, columns);
        Vector<float> a0 = Load(ref y, 0), b0 = Load(ref y, width), a1 = Load(ref y1, 0), b1 = Load(ref y1, width);
        Vector<float> a2 = Load(ref y2, 0), b2 = Load(ref y2, width), a3 = Load(ref y3, 0), b3 = Load(ref y3, width);
        for (var k = 0; k < inner; k++)
        {
            var a = Load(ref w, 0);
            var b = Load(ref w, width);
            var x0 = new Vector<float>(Unsafe.Add(ref x, k));
            var x1 = new Vector<float>(Unsafe.Add(ref x, k + inner));
            var x2 = new Vector<float>(Unsafe.Add(ref x, k + (2 * inner)));
            var x3 = new Vector<float>(Unsafe.Add(ref x, k + (3 * inner)));
            a0 = Vector.FusedMultiplyAdd(x0, a, a0);
            b0 = Vector.FusedMultiplyAdd(x0, b, b0);
            a1 = Vector.FusedMultiplyAdd(x1, a, a1);
            b1 = Vector.FusedMultiplyAdd(x1, b, b1);
            a2 = Vector.FusedMultiplyAdd(x2, a, a2);
            b2 = Vector.FusedMultiplyAdd(x2, b, b2);
            a3 = Vector.FusedMultiplyAdd(x3, a, a3);
            b3 = Vector.FusedMultiplyAdd(x3, b, b3);
            w = ref Unsafe.Add(ref w, columns);
        }

        Store(a0, ref y, 0);
        Store(b0, ref y, width);
        Store(a1, ref y1, 0);
        Store(b1, ref y1, width);
        Store(a2, ref y2, 0);
        Store(b2, ref y2, width);
        Store(a3, ref y3, 0);
        Store(b3, ref y3, width);
    }

    private static void OneByOne(ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> y, int row, int column, int columns)
    {
        ref var target = ref y[(row * columns) + column];
        ref var weights = ref Unsafe.AsRef(in w[column]);
        var sum = Load(ref target, 0);
        foreach (var value in x)
        {
            sum = Vector.FusedMultiplyAdd(new Vector<float>(value), Load(ref weights, 0), sum);
            weights = ref Unsafe.Add(ref weights, columns);
        }

        Store(sum, ref target, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Load(ref float from, int offset) => Unsafe.ReadUnaligned<Vector<float>>(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref from, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector<float> value, ref float to, int offset) => Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>(ref Unsafe.Add(ref to, offset)), value);
}
