using System.Numerics.Tensors;

namespace BalancePipeline.Scoring.Network;

/// <summary>
/// A small convolutional network over the tokens of a reply: three layers that see 15 tokens around each, then per label an attention
/// over tokens that says which words speak for it, and pools and soft counts for the measures.
/// </summary>
internal sealed class ReplyNetwork(NetworkWeights weights, WordVectors vectors)
{
    private readonly NetworkShape _shape = weights.Shape;
    private FirstLayer? _first;

    public NetworkWeights Weights { get; } = weights;

    /// <summary>Runs the network. <paramref name="drop"/>, where given, drops and rescales activations while training.</summary>
    public void Run(ReadOnlySpan<NetworkInput> tokens, NetworkPass pass, IDropout? drop = null)
    {
        pass.Resize(tokens.Length);
        if (drop is null) ConvolveFirst(tokens, pass);
        else
        {
            Embed(tokens, pass);
            drop.OnInput(pass.Input.AsSpan(0, tokens.Length * _shape.Input), _shape);
            Convolve(0, pass, drop);
        }

        for (var layer = 1; layer < NetworkShape.Layers; layer++) Convolve(layer, pass, drop);
        Attend(pass);
        Pool(pass, isLearning: drop is not null);
        drop?.OnReply(pass.Reply);
        Dense(pass.Reply, Weights.Summary, pass.Summary);
        Rectify(pass.Summary);
        drop?.OnReply(pass.Summary);
        Dense(pass.Summary, Weights.Outputs, pass.Outputs);
        AddLabelScores(pass);
    }

    private void Embed(ReadOnlySpan<NetworkInput> tokens, NetworkPass pass)
    {
        for (var t = 0; t < tokens.Length; t++)
        {
            var (vector, bucket, state, cues) = tokens[t];
            var row = pass.Input.AsSpan(t * _shape.Input, _shape.Input);
            if (vector >= 0) vectors.CopyTo(vector, row[.._shape.Vector]);
            else row[.._shape.Vector].Clear();
            Weights.Hashed.Row(bucket).CopyTo(row[_shape.Vector..]);
            Weights.State.Row(state).CopyTo(row[(_shape.Vector + _shape.Hashed)..]);
            var cue = row[(_shape.Vector + _shape.Hashed + _shape.State)..];
            for (var i = 0; i < cue.Length; i++) cue[i] = (cues >> i) & 1;
        }
    }

    // Weights do not change any more once scoring has begun.
    private void ConvolveFirst(ReadOnlySpan<NetworkInput> tokens, NetworkPass pass)
    {
        var hidden = pass.Hidden[0].AsSpan(0, pass.Length * _shape.Hidden);
        (_first ??= new FirstLayer(Weights, vectors)).Run(tokens, hidden);
        Rectify(hidden);
    }

    private void Convolve(int layer, NetworkPass pass, IDropout? drop)
    {
        var width = layer == 0 ? _shape.Input : _shape.Hidden;
        var source = layer == 0 ? pass.Input : pass.Hidden[layer - 1];
        var kernel = Weights.Convolutions[layer];
        var branch = pass.Branches[layer].AsSpan(0, pass.Length * _shape.Hidden);
        for (var t = 0; t < pass.Length; t++) kernel.Row(kernel.Rows - 1).CopyTo(branch[(t * _shape.Hidden)..]);
        for (var tap = 0; tap < 3; tap++)
        {
            var (from, to, count) = Taps.Of(layer, tap, pass.Length);
            if (count > 0) Kernels.MultiplyAdd(source.AsSpan(from * width), kernel.Values.AsSpan(tap * width * _shape.Hidden), branch[(to * _shape.Hidden)..], count, width, _shape.Hidden);
        }

        Rectify(branch);
        drop?.OnHidden(branch);
        var hidden = pass.Hidden[layer].AsSpan(0, branch.Length);
        if (layer == 0) branch.CopyTo(hidden);
        else TensorPrimitives.Add(branch, pass.Hidden[layer - 1].AsSpan(0, branch.Length), hidden);
    }

    private void Attend(NetworkPass pass)
    {
        var heads = pass.Heads.AsSpan(0, pass.Length * NetworkShape.Heads);
        for (var t = 0; t < pass.Length; t++) Weights.Heads.Row(_shape.Hidden).CopyTo(heads[(t * NetworkShape.Heads)..]);
        Kernels.MultiplyAdd(pass.Hidden[^1], Weights.Heads.Values, heads, pass.Length, _shape.Hidden, NetworkShape.Heads);
        Softmax(heads);
        for (var t = 0; t < pass.Length; t++)
        {
            var counts = heads.Slice((t * NetworkShape.Heads) + NetworkShape.Heads - NetworkShape.Counts, NetworkShape.Counts);
            TensorPrimitives.Sigmoid(counts, counts);
        }
    }

    /// <summary>Over tokens, for each attention column.</summary>
    private static void Softmax(Span<float> heads)
    {
        const int Columns = NetworkShape.Labels + NetworkShape.Pools;
        Span<float> most = stackalloc float[Columns];
        Span<float> sums = stackalloc float[Columns];
        most.Fill(float.NegativeInfinity);
        for (var i = NetworkShape.Labels; i < heads.Length; i += NetworkShape.Heads) TensorPrimitives.Max(most, heads.Slice(i, Columns), most);
        for (var i = NetworkShape.Labels; i < heads.Length; i += NetworkShape.Heads)
        {
            var row = heads.Slice(i, Columns);
            TensorPrimitives.Subtract(row, most, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Add(sums, row, sums);
        }

        for (var i = NetworkShape.Labels; i < heads.Length; i += NetworkShape.Heads) TensorPrimitives.Divide(heads.Slice(i, Columns), sums, heads.Slice(i, Columns));
    }

    private void Pool(NetworkPass pass, bool isLearning)
    {
        var reply = pass.Reply.AsSpan();
        reply.Clear();
        var hidden = _shape.Hidden;
        var peaks = reply.Slice(NetworkShape.Pools * hidden, hidden);
        var mean = reply.Slice((NetworkShape.Pools + 1) * hidden, hidden);
        var counts = reply.Slice((NetworkShape.Pools + 2) * hidden, NetworkShape.Counts);
        peaks.Fill(float.NegativeInfinity);
        for (var t = 0; t < pass.Length; t++)
        {
            var row = pass.Hidden[^1].AsSpan(t * hidden, hidden);
            var heads = pass.Heads.AsSpan(t * NetworkShape.Heads, NetworkShape.Heads);
            for (var pool = 0; pool < NetworkShape.Pools; pool++)
            {
                var target = reply.Slice(pool * hidden, hidden);
                TensorPrimitives.MultiplyAdd(row, heads[(2 * NetworkShape.Labels) + pool], target, target);
            }

            if (isLearning) FindPeaks(row, peaks, pass.Peaks, t);
            else TensorPrimitives.Max(peaks, row, peaks);

            TensorPrimitives.MultiplyAdd(row, 1f / pass.Length, mean, mean);
            TensorPrimitives.Add(counts, heads[^NetworkShape.Counts..], counts);
        }

        for (var i = 0; i < counts.Length; i++) counts[i] = MathF.Log(1 + counts[i]);
        reply[^1] = MathF.Log(1 + pass.Length) - 3;
    }

    // Only learning asks where the peaks are.
    private static void FindPeaks(ReadOnlySpan<float> row, Span<float> peaks, int[] at, int token)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] > peaks[i]) (peaks[i], at[i]) = (row[i], token);
        }
    }

    private static void Dense(ReadOnlySpan<float> input, Weights weights, Span<float> output)
    {
        weights.Row(weights.Rows - 1).CopyTo(output);
        Kernels.MultiplyAdd(input, weights.Values, output, 1, input.Length, weights.Columns);
    }

    private static void AddLabelScores(NetworkPass pass)
    {
        for (var t = 0; t < pass.Length; t++)
        {
            var heads = pass.Heads.AsSpan(t * NetworkShape.Heads, 2 * NetworkShape.Labels);
            var logits = pass.Outputs.AsSpan(NetworkShape.Measures, NetworkShape.Labels);
            TensorPrimitives.MultiplyAdd(heads[..NetworkShape.Labels], heads[NetworkShape.Labels..], logits, logits);
        }
    }

    private static void Rectify(Span<float> values) => TensorPrimitives.Max(values, 0f, values);
}
