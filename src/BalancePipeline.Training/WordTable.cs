using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Reading;
using MathNet.Numerics.LinearAlgebra;

namespace BalancePipeline.Training;

/// <summary>
/// Makes the table of word vectors: principal components of the vectors that a sentence encoder gives to single words, one byte a number.
/// </summary>
internal static class WordTable
{
    // Between keeping the components' own weight (0) and making all alike (1): rare directions carry meaning too.
    private const double Whitening = 0.5;

    /// <param name="vectors">Count and length as 32-bit integers, then for each word its text and its numbers.</param>
    /// <param name="length">Components to keep.</param>
    /// <param name="table">File to write; its form is told at <c>WordVectors.Read</c>.</param>
    public static void Write(string vectors, int length, string table)
    {
        var (words, rows) = Read(vectors);
        var matrix = Matrix<double>.Build.DenseOfRowArrays(rows);
        var means = matrix.ColumnSums() / rows.Length;
        for (var row = 0; row < matrix.RowCount; row++) matrix.SetRow(row, matrix.Row(row) - means);
        var decomposition = (matrix.TransposeThisAndMultiply(matrix) / rows.Length).Evd(Symmetricity.Symmetric);
        var largest = Enumerable.Range(matrix.ColumnCount - length, length).Reverse().ToArray();
        var components = matrix * Matrix<double>.Build.DenseOfColumns(largest.Select(i => decomposition.EigenVectors.Column(i)));
        var deviations = largest.Select(i => Math.Sqrt(decomposition.EigenValues[i].Real)).ToArray();

        using var writer = new BinaryWriter(File.Create(table));
        writer.Write(words.Length);
        writer.Write(length);
        var values = new sbyte[words.Length * length];
        for (var k = 0; k < length; k++)
        {
            var weight = Math.Pow(deviations[k] / deviations[0], -Whitening) / deviations[0];
            var step = components.Column(k).AbsoluteMaximum() * weight / sbyte.MaxValue;
            writer.Write((float)step);
            for (var row = 0; row < words.Length; row++) values[(row * length) + k] = (sbyte)Math.Round(components[row, k] * weight / step);
        }

        foreach (var word in words) writer.Write(WordHash.Of(word));
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static (string[] Words, double[][] Rows) Read(string path)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 20));
        var words = new string[reader.ReadInt32()];
        var length = reader.ReadInt32();
        var rows = new double[words.Length][];
        for (var row = 0; row < words.Length; row++)
        {
            words[row] = reader.ReadString();
            rows[row] = [.. Enumerable.Range(0, length).Select(_ => (double)reader.ReadSingle())];
        }

        return (words, rows);
    }
}
