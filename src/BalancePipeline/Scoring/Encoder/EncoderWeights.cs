using System.Runtime.InteropServices;
using System.Text;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>
/// The weights of a small transformer (six layers of BERT's kind, 384 wide) that was taught to read replies; see the model card.
/// </summary>
/// <param name="Vocabulary">Its pieces of words.</param>
/// <param name="Pieces">A byte for each number of each piece's vector.</param>
/// <param name="PieceScales">The scale of each piece's vector.</param>
/// <param name="Places">A vector for each place in the text.</param>
/// <param name="Asked">Added to the pieces of the question.</param>
/// <param name="Norm">Evens out the first vectors.</param>
/// <param name="Layers">One after the other.</param>
/// <param name="Attention">How much each piece speaks for each label, then for each measure.</param>
/// <param name="Values">What each piece says of each label.</param>
/// <param name="Mean">Sums up the mean of all vectors.</param>
/// <param name="Pools">Sums up what the measures attend to.</param>
/// <param name="Outputs">Measures and labels from both summaries.</param>
internal sealed record EncoderWeights(
    string[] Vocabulary,
    sbyte[] Pieces,
    float[] PieceScales,
    float[] Places,
    float[] Asked,
    Norm Norm,
    EncoderLayer[] Layers,
    QuantizedMatrix Attention,
    QuantizedMatrix Values,
    QuantizedMatrix Mean,
    QuantizedMatrix Pools,
    QuantizedMatrix Outputs)
{
    public const int Width = 384;

    /// <summary>Width of each of the two summaries.</summary>
    public const int Summary = 256;

    /// <summary>Pieces of a text that are read at once; a longer one is read in parts.</summary>
    public const int Longest = 200;

    /// <summary>Pieces of a question that are read.</summary>
    public const int LongestQuestion = 40;

    /// <summary>A text with the piece before and after it, a question with the piece after it.</summary>
    public const int AllPlaces = Longest + 2 + LongestQuestion + 1;

    public static EncoderWeights Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var vocabulary = reader.ReadString().Split('\n');
        return new EncoderWeights(
            vocabulary,
            Read<sbyte>(reader, vocabulary.Length * Width),
            Read<float>(reader, vocabulary.Length),
            Read<float>(reader, AllPlaces * Width),
            Read<float>(reader, Width),
            Norm.Read(reader),
            [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => EncoderLayer.Read(reader))],
            QuantizedMatrix.Read(reader),
            QuantizedMatrix.Read(reader),
            QuantizedMatrix.Read(reader),
            QuantizedMatrix.Read(reader),
            QuantizedMatrix.Read(reader));
    }

    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(string.Join('\n', Vocabulary));
        writer.Write(MemoryMarshal.AsBytes(Pieces.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(PieceScales.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Places.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(Asked.AsSpan()));
        Norm.Write(writer);
        writer.Write(Layers.Length);
        foreach (var layer in Layers) layer.Write(writer);
        foreach (var matrix in (QuantizedMatrix[])[Attention, Values, Mean, Pools, Outputs]) matrix.Write(writer);
    }

    internal static T[] Read<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}

/// <summary>A layer: every piece looks at all others, then thinks by itself.</summary>
/// <param name="Look">Queries, keys and values.</param>
/// <param name="Gather">What the looking brought.</param>
/// <param name="AfterLooking">Evens out.</param>
/// <param name="Up">Into the wider space.</param>
/// <param name="Down">And back.</param>
/// <param name="AfterThinking">Evens out.</param>
internal sealed record EncoderLayer(QuantizedMatrix Look, QuantizedMatrix Gather, Norm AfterLooking, QuantizedMatrix Up, QuantizedMatrix Down, Norm AfterThinking)
{
    public static EncoderLayer Read(BinaryReader reader) => new(
        QuantizedMatrix.Read(reader), QuantizedMatrix.Read(reader), Norm.Read(reader), QuantizedMatrix.Read(reader), QuantizedMatrix.Read(reader), Norm.Read(reader));

    public void Write(BinaryWriter writer)
    {
        Look.Write(writer);
        Gather.Write(writer);
        AfterLooking.Write(writer);
        Up.Write(writer);
        Down.Write(writer);
        AfterThinking.Write(writer);
    }
}
