using System.Numerics.Tensors;
using BalancePipeline.Scoring.Network;

namespace BalancePipeline.Training.Learning;

/// <summary>The way back through <see cref="ReplyNetwork"/>: from the error of the outputs to the gradient of every weight.</summary>
internal sealed class Backward(NetworkWeights weights, LearningRates rates)
{
    private readonly NetworkShape _shape = weights.Shape;
    private readonly float _hiddenScale = 1 / (1 - rates.HiddenDropout);
    private readonly float _replyScale = 1 / (1 - rates.ReplyDropout);
    private readonly float _inputScale = 1 / (1 - rates.InputDropout);
    private float[] _summaryTurned = [];
    private float[] _headsTurned = [];
    private float[][] _tapsTurned = [];

    /// <summary>Must be called after every change of the weights.</summary>
    public void Prepare()
    {
        _summaryTurned = Transposed.Of(weights.Outputs.Values, NetworkShape.Summary, NetworkShape.Outputs);
        _headsTurned = Transposed.Of(weights.Heads.Values, _shape.Hidden, NetworkShape.Heads);
        _tapsTurned = [.. weights.Convolutions.SelectMany((kernel, layer) => Enumerable.Range(0, 3).Select(tap =>
        {
            var width = Width(layer);
            return Transposed.Of(kernel.Values.AsSpan(tap * width * _shape.Hidden, width * _shape.Hidden), width, _shape.Hidden);
        }))];
    }

    /// <summary>Adds the gradients of one example.</summary>
    /// <param name="tokens">What went in.</param>
    /// <param name="pass">The numbers of the way there.</param>
    /// <param name="outputs">Gradient of the loss by the outputs.</param>
    /// <param name="attention">Gradient by the label attention, token by label, from underlined words; may be all 0.</param>
    /// <param name="into">Where to add.</param>
    public void Run(ReadOnlySpan<NetworkInput> tokens, NetworkPass pass, ReadOnlySpan<float> outputs, ReadOnlySpan<float> attention, NetworkWeights into)
    {
        var length = pass.Length;
        var hidden = _shape.Hidden;
        var summary = new float[NetworkShape.Summary];
        Kernels.MultiplyAdd(outputs, _summaryTurned, summary, 1, NetworkShape.Outputs, NetworkShape.Summary);
        AddOuter(pass.Summary, outputs, into.Outputs);
        for (var i = 0; i < summary.Length; i++) summary[i] = pass.Summary[i] > 0 ? summary[i] * _replyScale : 0;
        AddOuter(pass.Reply, summary, into.Summary);
        var reply = new float[_shape.Reply];
        for (var i = 0; i < reply.Length; i++) reply[i] = pass.Reply[i] == 0 ? 0 : TensorPrimitives.Dot(weights.Summary.Row(i), summary) * _replyScale;

        var states = new float[length * hidden];
        var heads = new float[length * NetworkShape.Heads];
        BackThroughPools(pass, reply, states, heads);
        BackThroughLabels(pass, outputs.Slice(NetworkShape.Measures, NetworkShape.Labels), attention, heads);
        Kernels.MultiplyAdd(heads, _headsTurned, states, length, NetworkShape.Heads, hidden);
        AddProduct(pass.Hidden[^1], heads, length, hidden, NetworkShape.Heads, into.Heads.Values);
        AddBias(heads, length, into.Heads);
        for (var layer = NetworkShape.Layers - 1; layer >= 0; layer--) states = BackThroughConvolution(layer, pass, states, into.Convolutions[layer]);
        BackIntoEmbeddings(tokens, pass, states, into);
    }

    private int Width(int layer) => layer == 0 ? _shape.Input : _shape.Hidden;

    private void BackThroughPools(NetworkPass pass, float[] reply, float[] states, float[] heads)
    {
        var hidden = _shape.Hidden;
        Span<float> sums = stackalloc float[NetworkShape.Counts];
        for (var t = 0; t < pass.Length; t++) TensorPrimitives.Add(sums, pass.Heads.AsSpan((t * NetworkShape.Heads) + NetworkShape.Heads - NetworkShape.Counts, NetworkShape.Counts), sums);
        for (var i = 0; i < hidden; i++) states[(pass.Peaks[i] * hidden) + i] += reply[(NetworkShape.Pools * hidden) + i];
        for (var t = 0; t < pass.Length; t++)
        {
            var state = states.AsSpan(t * hidden, hidden);
            var forward = pass.Heads.AsSpan(t * NetworkShape.Heads, NetworkShape.Heads);
            var back = heads.AsSpan(t * NetworkShape.Heads, NetworkShape.Heads);
            TensorPrimitives.MultiplyAdd(reply.AsSpan((NetworkShape.Pools + 1) * hidden, hidden), 1f / pass.Length, state, state);
            for (var pool = 0; pool < NetworkShape.Pools; pool++)
            {
                var column = (2 * NetworkShape.Labels) + pool;
                var gradient = reply.AsSpan(pool * hidden, hidden);
                TensorPrimitives.MultiplyAdd(gradient, forward[column], state, state);
                back[column] = TensorPrimitives.Dot(gradient, pass.Hidden[^1].AsSpan(t * hidden, hidden));
            }

            for (var i = 0; i < NetworkShape.Counts; i++)
            {
                var gate = forward[^(NetworkShape.Counts - i)];
                back[^(NetworkShape.Counts - i)] = reply[((NetworkShape.Pools + 2) * hidden) + i] / (1 + sums[i]) * gate * (1 - gate);
            }
        }

        for (var pool = 0; pool < NetworkShape.Pools; pool++) BackThroughSoftmax(pass.Heads, heads, (2 * NetworkShape.Labels) + pool, pass.Length);
    }

    private static void BackThroughLabels(NetworkPass pass, ReadOnlySpan<float> logits, ReadOnlySpan<float> attention, float[] heads)
    {
        for (var t = 0; t < pass.Length; t++)
        {
            var forward = pass.Heads.AsSpan(t * NetworkShape.Heads, 2 * NetworkShape.Labels);
            var back = heads.AsSpan(t * NetworkShape.Heads, 2 * NetworkShape.Labels);
            TensorPrimitives.Multiply(logits, forward[NetworkShape.Labels..], back[..NetworkShape.Labels]);
            TensorPrimitives.MultiplyAdd(logits, forward[..NetworkShape.Labels], attention.Slice(t * NetworkShape.Labels, NetworkShape.Labels), back[NetworkShape.Labels..]);
        }

        for (var label = 0; label < NetworkShape.Labels; label++) BackThroughSoftmax(pass.Heads, heads, NetworkShape.Labels + label, pass.Length);
    }

    private static void BackThroughSoftmax(float[] forward, float[] back, int column, int length)
    {
        var mean = 0f;
        for (var t = 0; t < length; t++) mean += forward[(t * NetworkShape.Heads) + column] * back[(t * NetworkShape.Heads) + column];
        for (var t = 0; t < length; t++)
        {
            var i = (t * NetworkShape.Heads) + column;
            back[i] = forward[i] * (back[i] - mean);
        }
    }

    private float[] BackThroughConvolution(int layer, NetworkPass pass, float[] states, Weights into)
    {
        var hidden = _shape.Hidden;
        var width = Width(layer);
        var length = pass.Length;
        var branch = new float[length * hidden];
        for (var i = 0; i < branch.Length; i++) branch[i] = pass.Branches[layer][i] > 0 ? states[i] * _hiddenScale : 0;
        var source = layer == 0 ? pass.Input : pass.Hidden[layer - 1];
        var back = layer == 0 ? new float[length * width] : states;
        for (var tap = 0; tap < 3; tap++)
        {
            var (from, to, count) = Taps.Of(layer, tap, length);
            if (count <= 0) continue;
            Kernels.MultiplyAdd(branch.AsSpan(to * hidden), _tapsTurned[(layer * 3) + tap], back.AsSpan(from * width), count, hidden, width);
            AddProduct(source.AsSpan(from * width), branch.AsSpan(to * hidden), count, width, hidden, into.Values.AsSpan(tap * width * hidden));
        }

        AddBias(branch, length, into);
        return back;
    }

    private void BackIntoEmbeddings(ReadOnlySpan<NetworkInput> tokens, NetworkPass pass, float[] input, NetworkWeights into)
    {
        for (var t = 0; t < tokens.Length; t++)
        {
            var row = input.AsSpan(t * _shape.Input, _shape.Input);
            var hashed = into.Hashed.Row(tokens[t].Bucket);
            for (var i = 0; i < hashed.Length; i++)
            {
                if (pass.Input[(t * _shape.Input) + _shape.Vector + i] != 0) hashed[i] += row[_shape.Vector + i] * _inputScale;
            }

            var state = into.State.Row(tokens[t].State);
            TensorPrimitives.Add(state, row.Slice(_shape.Vector + _shape.Hashed, _shape.State), state);
        }
    }

    private static void AddOuter(ReadOnlySpan<float> input, ReadOnlySpan<float> output, Weights into)
    {
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != 0) TensorPrimitives.MultiplyAdd(output, input[i], into.Row(i), into.Row(i));
        }

        TensorPrimitives.Add(into.Row(into.Rows - 1), output, into.Row(into.Rows - 1));
    }

    private static void AddProduct(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int length, int rows, int columns, Span<float> into) =>
        Kernels.MultiplyAdd(Transposed.Of(input, length, rows), output, into, rows, length, columns);

    private static void AddBias(ReadOnlySpan<float> output, int length, Weights into)
    {
        var bias = into.Row(into.Rows - 1);
        for (var t = 0; t < length; t++) TensorPrimitives.Add(bias, output.Slice(t * into.Columns, into.Columns), bias);
    }
}
