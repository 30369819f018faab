using BalancePipeline.Scoring.Encoder;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace BalancePipeline.Training.Encoder;

/// <summary>Rounds what was taught to what ships: a byte for each weight.</summary>
internal static class Rounding
{
    public static EncoderWeights Of(Transformer transformer, IReadOnlyList<string> vocabulary)
    {
        using var _ = no_grad();
        // What replies are cut into has no letters beyond ASCII but the marks of sums and sentences.
        var kept = Enumerable.Range(0, vocabulary.Count).Where(i => vocabulary[i] is "[UNK]" or "[CLS]" or "[SEP]" or "£" or "€" or "–" or "—" or "…" or "[" || (vocabulary[i].All(char.IsAscii) && vocabulary[i][0] != '[')).ToArray();
        var vectors = Numbers(transformer.Pieces.weight!);
        var (pieces, scales) = (new sbyte[kept.Length * Transformer.Width], new float[kept.Length]);
        for (var row = 0; row < kept.Length; row++)
        {
            var vector = vectors.AsSpan(kept[row] * Transformer.Width, Transformer.Width);
            scales[row] = Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<float>(vector)) / sbyte.MaxValue;
            for (var i = 0; i < vector.Length; i++) pieces[(row * Transformer.Width) + i] = (sbyte)MathF.Round(vector[i] / scales[row]);
        }

        var places = Numbers(transformer.Places.weight![..EncoderWeights.AllPlaces] + transformer.Kinds[0]);
        return new EncoderWeights(
            [.. kept.Select(i => vocabulary[i])],
            pieces,
            scales,
            places,
            Numbers(transformer.Kinds[1] - transformer.Kinds[0]),
            Of(transformer.Norm),
            [.. transformer.Layers.Select(layer => new EncoderLayer(Of(layer.Look), Of(layer.Gather), Of(layer.AfterLooking), Of(layer.Up), Of(layer.Down), Of(layer.AfterThinking)))],
            Of(transformer.Attention),
            Of(transformer.Values),
            Of(transformer.Mean),
            Of(transformer.Pools),
            Of(transformer.Outputs));
    }

    private static QuantizedMatrix Of(Linear linear) => QuantizedMatrix.Round(Numbers(linear.weight!), Numbers(linear.bias!), (int)linear.weight!.shape[1]);

    private static Norm Of(LayerNorm norm) => new(Numbers(norm.weight!), Numbers(norm.bias!));

    private static float[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();
}
