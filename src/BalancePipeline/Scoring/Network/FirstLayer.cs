using System.Numerics.Tensors;

namespace BalancePipeline.Scoring.Network;

/// <summary>
/// The first convolution for scoring: since it is linear in the embeddings, what each word, bucket, state and cue adds to its three taps
/// is worked out once, when it is first met, and from then on only added up.
/// </summary>
internal sealed class FirstLayer
{
    private readonly NetworkWeights _weights;
    private readonly WordVectors _vectors;
    private readonly float[]?[] _words;
    private readonly float[]?[] _buckets;
    private readonly float[]?[] _states = new float[NetworkShape.States][];
    private readonly float[]?[] _cues;

    public FirstLayer(NetworkWeights weights, WordVectors vectors)
    {
        (_weights, _vectors) = (weights, vectors);
        _words = new float[vectors.Count][];
        _buckets = new float[weights.Shape.Buckets][];
        _cues = new float[weights.Shape.Cues][];
    }

    /// <summary>Writes token by hidden, before the rectifier.</summary>
    public void Run(ReadOnlySpan<NetworkInput> tokens, Span<float> output)
    {
        var hidden = _weights.Shape.Hidden;
        var kernel = _weights.Convolutions[0];
        for (var t = 0; t < tokens.Length; t++) kernel.Row(kernel.Rows - 1).CopyTo(output[(t * hidden)..]);
        for (var t = 0; t < tokens.Length; t++)
        {
            var token = tokens[t];
            if (token.Vector >= 0) Add(_words[token.Vector] ??= OfWord(token.Vector), output, t, tokens.Length);
            Add(_buckets[token.Bucket] ??= Through(_weights.Hashed.Row(token.Bucket), _weights.Shape.Vector), output, t, tokens.Length);
            Add(_states[token.State] ??= Through(_weights.State.Row(token.State), _weights.Shape.Vector + _weights.Shape.Hashed), output, t, tokens.Length);
            for (var cues = token.Cues; cues != 0; cues &= cues - 1)
            {
                var cue = System.Numerics.BitOperations.TrailingZeroCount(cues);
                Add(_cues[cue] ??= Through([1], _weights.Shape.Vector + _weights.Shape.Hashed + _weights.Shape.State + cue), output, t, tokens.Length);
            }
        }
    }

    private void Add(float[] taps, Span<float> output, int token, int length)
    {
        var hidden = _weights.Shape.Hidden;
        for (var tap = 0; tap < 3; tap++)
        {
            var to = token - (tap - 1);
            if (to < 0 || to >= length) continue;
            var row = output.Slice(to * hidden, hidden);
            TensorPrimitives.Add(row, taps.AsSpan(tap * hidden, hidden), row);
        }
    }

    private float[] OfWord(int row)
    {
        var vector = new float[_vectors.Length];
        _vectors.CopyTo(row, vector);
        return Through(vector, 0);
    }

    /// <summary>What an embedding that begins at an input column adds to each tap.</summary>
    private float[] Through(ReadOnlySpan<float> embedding, int column)
    {
        var hidden = _weights.Shape.Hidden;
        var taps = new float[3 * hidden];
        for (var tap = 0; tap < 3; tap++)
        {
            var kernel = _weights.Convolutions[0].Values.AsSpan(((tap * _weights.Shape.Input) + column) * hidden);
            Kernels.MultiplyAdd(embedding, kernel, taps.AsSpan(tap * hidden, hidden), 1, embedding.Length, hidden);
        }

        return taps;
    }
}
