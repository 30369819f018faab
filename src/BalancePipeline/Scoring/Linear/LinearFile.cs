using System.Runtime.InteropServices;

namespace BalancePipeline.Scoring.Linear;

/// <summary>Stores the linear model: buckets and rows as 32-bit integers, bias, a scale for each output, the bucket of each row, then a byte a weight.</summary>
internal static class LinearFile
{
    public static void Write(Stream stream, LinearModel model)
    {
        using var writer = new BinaryWriter(stream);
        var buckets = Enumerable.Range(0, model.Buckets).Where(bucket => model.Rows[bucket] >= 0).OrderBy(bucket => model.Rows[bucket]).ToArray();
        writer.Write(model.Buckets);
        writer.Write(buckets.Length);
        foreach (var bias in model.Bias) writer.Write(bias);
        var scales = Enumerable.Range(0, ModelOutputs.Width).Select(k => Enumerable.Range(0, buckets.Length).Max(row => Math.Abs(model.Weights[(row * ModelOutputs.Width) + k])) / sbyte.MaxValue).ToArray();
        foreach (var scale in scales) writer.Write(scale);
        writer.Write(MemoryMarshal.AsBytes(buckets.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(model.Weights.Select((weight, i) => (sbyte)MathF.Round(scales[i % ModelOutputs.Width] > 0 ? weight / scales[i % ModelOutputs.Width] : 0)).ToArray().AsSpan()));
    }

    public static LinearModel Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        var rows = new int[reader.ReadInt32()];
        Array.Fill(rows, -1);
        var model = new LinearModel(rows, reader.ReadInt32());
        for (var k = 0; k < ModelOutputs.Width; k++) model.Bias[k] = reader.ReadSingle();
        var scales = new float[ModelOutputs.Width];
        for (var k = 0; k < ModelOutputs.Width; k++) scales[k] = reader.ReadSingle();
        var buckets = new int[model.Weights.Length / ModelOutputs.Width];
        stream.ReadExactly(MemoryMarshal.AsBytes(buckets.AsSpan()));
        for (var row = 0; row < buckets.Length; row++) rows[buckets[row]] = row;
        var bytes = new sbyte[model.Weights.Length];
        stream.ReadExactly(MemoryMarshal.AsBytes(bytes.AsSpan()));
        for (var i = 0; i < bytes.Length; i++) model.Weights[i] = bytes[i] * scales[i % ModelOutputs.Width];
        return model;
    }
}
