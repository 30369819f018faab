using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace BalancePipeline.Scoring.Network;

/// <summary>A table of word vectors, one byte a number.</summary>
internal sealed class WordVectors
{
    private readonly Dictionary<ulong, int> _rows;
    private readonly sbyte[] _values;
    private readonly float[] _scales;

    public WordVectors(IReadOnlyList<ulong> words, sbyte[] values, float[] scales)
    {
        _rows = new Dictionary<ulong, int>(words.Count);
        for (var row = 0; row < words.Count; row++) _rows.TryAdd(words[row], row);
        _values = values;
        _scales = scales;
        Length = scales.Length;
    }

    /// <summary>Words in the table.</summary>
    public int Count => _values.Length / Length;

    /// <summary>Numbers in a vector.</summary>
    public int Length { get; }

    public IReadOnlySet<ulong> Words => _rows.Keys.ToHashSet();

    /// <summary>The row of a word, or -1.</summary>
    public int RowOf(ulong word) => _rows.GetValueOrDefault(word, -1);

    public void CopyTo(int row, Span<float> target)
    {
        TensorPrimitives.ConvertTruncating<sbyte, float>(_values.AsSpan(row * Length, Length), target);
        TensorPrimitives.Multiply(target, _scales, target);
    }

    /// <summary>Reads a table: count and length as 32-bit integers, scales, hashes, then bytes, little endian.</summary>
    public static WordVectors Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var count = reader.ReadInt32();
        var scales = new float[reader.ReadInt32()];
        for (var i = 0; i < scales.Length; i++) scales[i] = reader.ReadSingle();
        var words = new ulong[count];
        for (var i = 0; i < count; i++) words[i] = BinaryPrimitives.ReadUInt64LittleEndian(reader.ReadBytes(sizeof(ulong)));
        var values = new sbyte[count * scales.Length];
        stream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return new WordVectors(words, values, scales);
    }
}
