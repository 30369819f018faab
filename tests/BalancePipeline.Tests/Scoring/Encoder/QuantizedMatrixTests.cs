using BalancePipeline.Scoring.Encoder;

namespace BalancePipeline.Tests.Scoring.Encoder;

public sealed class QuantizedMatrixTests
{
    private readonly Random _random = new(3);

    [Theory]
    [InlineData(1, 16, 16)]
    [InlineData(4, 384, 32)]
    [InlineData(7, 384, 48)]
    [InlineData(65, 1536, 384)]
    public void The_product_is_that_of_the_numbers_before_rounding_within_a_hundredth_of_its_size(int rows, int inner, int columns)
    {
        var (x, w, bias) = (Numbers(rows * inner), Numbers(columns * inner), Numbers(columns));
        var rounded = new QuantizedRows();
        rounded.Round(x, inner);
        var y = new float[rows * columns];

        QuantizedMatrix.Round(w, bias, inner).Multiply(rounded, y);

        var (error, size) = (0.0, 0.0);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var exact = bias[column] + Enumerable.Range(0, inner).Sum(k => (double)x[(row * inner) + k] * w[(column * inner) + k]);
                error += Math.Abs(exact - y[(row * columns) + column]);
                size += Math.Abs(exact);
            }
        }

        Assert.InRange(error / size, 0, 0.012);
    }

    [Fact]
    public void Columns_that_fill_no_tile_are_filled_up_with_nothing()
    {
        var matrix = QuantizedMatrix.Round(Numbers(30 * 16), Numbers(30), 16);
        var rounded = new QuantizedRows();
        rounded.Round(Numbers(16), 16);
        var y = new float[32];

        matrix.Multiply(rounded, y);

        Assert.Equal(32, matrix.Columns);
        Assert.Equal([0, 0], y[30..]);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var matrix = QuantizedMatrix.Round(Numbers(16 * 16), Numbers(16), 16);
        var rounded = new QuantizedRows();
        rounded.Round(Numbers(3 * 16), 16);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        matrix.Write(writer);
        stream.Position = 0;
        var (before, after) = (new float[3 * 16], new float[3 * 16]);

        matrix.Multiply(rounded, before);
        QuantizedMatrix.Read(new BinaryReader(stream)).Multiply(rounded, after);

        Assert.Equal(before, after);
    }

    [Fact]
    public void Every_kind_of_processor_computes_the_same_sums()
    {
        const int Inner = 1536;
        var (x, w) = (new byte[4 * Inner], new sbyte[16 * Inner]);
        // The largest numbers there are, too: two products must still fit into 16 bits.
        for (var i = 0; i < x.Length; i++) x[i] = i % 3 == 0 ? byte.MaxValue : (byte)_random.Next(256);
        for (var i = 0; i < w.Length; i++) w[i] = i % 5 == 0 ? (sbyte)63 : (sbyte)_random.Next(-63, 64);
        var plain = new int[64];
        Tiles.Plain(x, ref w[0], plain, Inner);

        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 16; column++)
            {
                Assert.Equal(Enumerable.Range(0, Inner).Sum(k => x[(row * Inner) + k] * w[(k / 4 * 64) + (column * 4) + (k % 4)]), plain[(row * 16) + column]);
            }
        }

        var sums = new int[64];
        if (System.Runtime.Intrinsics.X86.Avx2.IsSupported)
        {
            Tiles.Half(x, ref w[0], sums, Inner);
            Assert.Equal(plain, sums);
        }

        if (System.Runtime.Intrinsics.X86.Avx512BW.IsSupported)
        {
            Tiles.Wide(x, ref w[0], sums, Inner);
            Assert.Equal(plain, sums);
        }

        if (System.Runtime.Intrinsics.Arm.Dp.IsSupported)
        {
            Tiles.Arm(x, ref w[0], sums, Inner);
            Assert.Equal(plain, sums);
        }
    }

    private float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (_random.NextSingle() * 2) - 1)];
}
