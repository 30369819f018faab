using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>The one product that the encoder spends its time in: four rows of bytes by sixteen columns of weights, for four kinds of processor.</summary>
internal static class Tiles
{
    public static void Wide(ReadOnlySpan<byte> x, ref sbyte weights, Span<int> sums, int inner)
    {
        Vector512<int> a = default, b = default, c = default, d = default;
        ref var row = ref MemoryMarshal.GetReference(x);
        for (var k = 0; k < inner; k += 4)
        {
            var w = Vector512.LoadUnsafe(ref weights, (nuint)(k * 16));
            a += Add(Four(ref row, k), w);
            b += Add(Four(ref row, k + inner), w);
            c += Add(Four(ref row, k + (2 * inner)), w);
            d += Add(Four(ref row, k + (3 * inner)), w);
        }

        a.CopyTo(sums);
        b.CopyTo(sums[16..]);
        c.CopyTo(sums[32..]);
        d.CopyTo(sums[48..]);

        static Vector512<int> Add(int x, Vector512<sbyte> w) =>
            Avx512BW.MultiplyAddAdjacent(Avx512BW.MultiplyAddAdjacent(Vector512.Create(x).AsByte(), w), Vector512<short>.One);
    }

    public static void Half(ReadOnlySpan<byte> x, ref sbyte weights, Span<int> sums, int inner)
    {
        ref var row = ref MemoryMarshal.GetReference(x);
        for (var half = 0; half < 2; half++)
        {
            Vector256<int> a = default, b = default, c = default, d = default;
            for (var k = 0; k < inner; k += 4)
            {
                var w = Vector256.LoadUnsafe(ref weights, (nuint)((k * 16) + (half * 32)));
                a += Add(Four(ref row, k), w);
                b += Add(Four(ref row, k + inner), w);
                c += Add(Four(ref row, k + (2 * inner)), w);
                d += Add(Four(ref row, k + (3 * inner)), w);
            }

            a.CopyTo(sums[(half * 8)..]);
            b.CopyTo(sums[(16 + (half * 8))..]);
            c.CopyTo(sums[(32 + (half * 8))..]);
            d.CopyTo(sums[(48 + (half * 8))..]);
        }

        static Vector256<int> Add(int x, Vector256<sbyte> w) =>
            Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(Vector256.Create(x).AsByte(), w), Vector256<short>.One);
    }

    public static void Arm(ReadOnlySpan<byte> x, ref sbyte weights, Span<int> sums, int inner)
    {
        ref var row = ref MemoryMarshal.GetReference(x);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            Vector128<int> a = default, b = default, c = default, d = default, all = default;
            for (var k = 0; k < inner; k += 4)
            {
                var w = Vector128.LoadUnsafe(ref weights, (nuint)((k * 16) + (quarter * 16)));
                a = Dp.DotProduct(a, w, Signed(ref row, k));
                b = Dp.DotProduct(b, w, Signed(ref row, k + inner));
                c = Dp.DotProduct(c, w, Signed(ref row, k + (2 * inner)));
                d = Dp.DotProduct(d, w, Signed(ref row, k + (3 * inner)));
                all = Dp.DotProduct(all, w, Vector128<sbyte>.One);
            }

            // The processor multiplies signed bytes only: every x went in less 128.
            all <<= 7;
            (a + all).CopyTo(sums[(quarter * 4)..]);
            (b + all).CopyTo(sums[(16 + (quarter * 4))..]);
            (c + all).CopyTo(sums[(32 + (quarter * 4))..]);
            (d + all).CopyTo(sums[(48 + (quarter * 4))..]);
        }

        static Vector128<sbyte> Signed(ref byte row, int at) => (Vector128.Create(Four(ref row, at)).AsByte() ^ Vector128.Create((byte)0x80)).AsSByte();
    }

    public static void Plain(ReadOnlySpan<byte> x, ref sbyte weights, Span<int> sums, int inner)
    {
        ref var row = ref MemoryMarshal.GetReference(x);
        for (var r = 0; r < 4; r++)
        {
            for (var quarter = 0; quarter < 4; quarter++)
            {
                Vector128<int> low = default, high = default;
                for (var k = 0; k < inner; k += 4)
                {
                    var w = Vector128.LoadUnsafe(ref weights, (nuint)((k * 16) + (quarter * 16)));
                    var bytes = Vector128.Create(Four(ref row, k + (r * inner))).AsByte();
                    low += Pairs(Vector128.WidenLower(bytes).AsInt16() * Vector128.WidenLower(w));
                    high += Pairs(Vector128.WidenUpper(bytes).AsInt16() * Vector128.WidenUpper(w));
                }

                Vector128.Create(Halves(low), Halves(high)).CopyTo(sums[((r * 16) + (quarter * 4))..]);
            }
        }

        // Both add up neighbours.
        static Vector128<int> Pairs(Vector128<short> products) => Vector128.ShiftRightArithmetic(products.AsInt32() << 16, 16) + Vector128.ShiftRightArithmetic(products.AsInt32(), 16);
        static Vector64<int> Halves(Vector128<int> sums) => (Vector128.Shuffle(sums, Vector128.Create(0, 2, 0, 2)) + Vector128.Shuffle(sums, Vector128.Create(1, 3, 1, 3))).GetLower();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Four(ref byte row, int at) => Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref row, at));
}
