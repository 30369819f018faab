using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Encoder;

/// <summary>
/// Reads a reply with a small transformer: every piece of a word is read in the light of all others and of the question. Longer texts are
/// read in parts.
/// </summary>
internal sealed class ReplyEncoder(EncoderWeights weights, Lexicon lexicon)
{
    /// <summary>Width of one of the heads that look.</summary>
    public const int Head = 32;

    private const int Width = EncoderWeights.Width;
    private const int Measures = ModelOutputs.Measures;

    private readonly WordPieces _pieces = new(weights.Vocabulary, lexicon);

    /// <summary>Reads a reply.</summary>
    /// <param name="question">What was read of the question that it answers; null where none is known.</param>
    /// <param name="reply">What was read of it.</param>
    /// <param name="pass">Room to work in.</param>
    /// <param name="outputs">Takes the measures on half their scale, then the labels as logits.</param>
    /// <param name="attention">Takes for each label, token by token, how much it speaks for it; label by token, zeros before.</param>
    public void Run(ReadReply? question, ReadReply reply, EncoderPass pass, Span<float> outputs, Span<float> attention)
    {
        _pieces.ReadQuestion(question, pass.Question);
        _pieces.Read(reply, pass.Pieces, pass.Tokens);
        outputs.Clear();
        outputs[Measures..].Fill(float.NegativeInfinity);
        var all = pass.Pieces.Count;
        var parts = Math.Max(1, (all + EncoderWeights.Longest - 1) / EncoderWeights.Longest);
        for (var part = 0; part < parts; part++)
        {
            var (start, end) = (part * all / parts, (part + 1) * all / parts);
            Run(CollectionsMarshal.AsSpan(pass.Pieces)[start..end], pass);
            // A long text is about as much of each measure as its parts, and carries a label when one of them does.
            for (var i = 0; i < Measures; i++) outputs[i] += pass.Part[i] * (end - start) / Math.Max(1, all);
            TensorPrimitives.Max(outputs[Measures..], pass.Part.AsSpan(Measures), outputs[Measures..]);
            var tokens = attention.Length / LabelIndex.Count;
            for (var i = start; i < end; i++)
            {
                for (var label = 0; label < LabelIndex.Count; label++) attention[(label * tokens) + pass.Tokens[i]] += pass.Attention[((i - start + 1) * ModelOutputs.Width) + label];
            }
        }
    }

    private void Run(ReadOnlySpan<int> pieces, EncoderPass pass)
    {
        var own = pieces.Length + 2;
        var length = own + pass.Question.Count;
        pass.Resize(length);
        var states = pass.States.AsSpan(0, length * Width);
        Embed(pieces, CollectionsMarshal.AsSpan(pass.Question), states);
        weights.Norm.Apply(states);
        foreach (var layer in weights.Layers)
        {
            pass.Rounded.Round(states, Width);
            var inner = pass.Inner.AsSpan(0, length * 3 * Width);
            layer.Look.Multiply(pass.Rounded, inner);
            var added = pass.Added.AsSpan(0, length * Width);
            Look(inner, added, pass, length);
            pass.Rounded.Round(added, Width);
            layer.Gather.Multiply(pass.Rounded, added);
            TensorPrimitives.Add(states, added, states);
            layer.AfterLooking.Apply(states);

            pass.Rounded.Round(states, Width);
            inner = pass.Inner.AsSpan(0, length * layer.Up.Columns);
            layer.Up.Multiply(pass.Rounded, inner);
            Gelu(inner);
            pass.Rounded.Round(inner, layer.Up.Columns);
            layer.Down.Multiply(pass.Rounded, added);
            TensorPrimitives.Add(states, added, states);
            layer.AfterThinking.Apply(states);
        }

        // The question sheds its light; what is said is said by the reply.
        Conclude(states[..(own * Width)], pass, own);
    }

    private void Embed(ReadOnlySpan<int> pieces, ReadOnlySpan<int> question, Span<float> states)
    {
        weights.Places.AsSpan(0, states.Length).CopyTo(states);
        Add(_pieces.First, states);
        for (var i = 0; i < pieces.Length; i++) Add(pieces[i], states[((i + 1) * Width)..]);
        Add(_pieces.Last, states[((pieces.Length + 1) * Width)..]);
        for (var i = 0; i < question.Length; i++)
        {
            var state = states.Slice((pieces.Length + 2 + i) * Width, Width);
            Add(question[i], state);
            TensorPrimitives.Add(state, weights.Asked, state);
        }

        void Add(int piece, Span<float> state)
        {
            var scale = weights.PieceScales[piece];
            var vector = weights.Pieces.AsSpan(piece * Width, Width);
            for (var i = 0; i < Width; i++) state[i] += vector[i] * scale;
        }
    }

    private static void Look(ReadOnlySpan<float> inner, Span<float> looked, EncoderPass pass, int length)
    {
        var even = (length + 15) / 16 * 16;
        var queries = pass.Queries.AsSpan(0, length * Head);
        var keys = pass.Keys.AsSpan(0, Head * even);
        var values = pass.Values.AsSpan(0, even * Head);
        keys.Clear();
        values.Clear();
        var scale = 1 / MathF.Sqrt(Head);
        for (var head = 0; head < Width / Head; head++)
        {
            for (var t = 0; t < length; t++)
            {
                var row = inner.Slice(t * 3 * Width, 3 * Width)[(head * Head)..];
                TensorPrimitives.Multiply(row[..Head], scale, queries.Slice(t * Head, Head));
                for (var i = 0; i < Head; i++) keys[(i * even) + t] = row[Width + i];
                row.Slice(2 * Width, Head).CopyTo(values[(t * Head)..]);
            }

            var looks = pass.Looks.AsSpan(0, length * even);
            looks.Clear();
            Kernels.MultiplyAdd(queries, keys, looks, length, Head, even);
            for (var t = 0; t < length; t++)
            {
                var row = looks.Slice(t * even, even);
                TensorPrimitives.SoftMax(row[..length], row[..length]);
                row[length..].Clear();
            }

            var gathered = pass.Looked.AsSpan(0, length * Head);
            gathered.Clear();
            Kernels.MultiplyAdd(looks, values, gathered, length, even, Head);
            for (var t = 0; t < length; t++) gathered.Slice(t * Head, Head).CopyTo(looked[((t * Width) + (head * Head))..]);
        }
    }

    /// <summary>What follows from the last layer: labels from the pieces that speak for them, measures from the whole.</summary>
    private void Conclude(Span<float> states, EncoderPass pass, int length)
    {
        pass.Rounded.Round(states, Width);
        weights.Attention.Multiply(pass.Rounded, pass.Attention);
        weights.Values.Multiply(pass.Rounded, pass.Said);
        SoftMaxColumns(pass.Attention, length);

        var mean = pass.Added.AsSpan(0, Width);
        var pools = pass.Pools;
        mean.Clear();
        Array.Clear(pools);
        for (var t = 0; t < length; t++)
        {
            var state = states.Slice(t * Width, Width);
            TensorPrimitives.MultiplyAdd(state, 1f / length, mean, mean);
            for (var pool = 0; pool < Measures; pool++)
            {
                var sum = pools.AsSpan(pool * Width, Width);
                TensorPrimitives.MultiplyAdd(state, pass.Attention[(t * ModelOutputs.Width) + LabelIndex.Count + pool], sum, sum);
            }
        }

        pass.Rounded.Round(mean, Width);
        weights.Mean.Multiply(pass.Rounded, pass.Summaries.AsSpan(0, EncoderWeights.Summary));
        pass.Rounded.Round(pools, pools.Length);
        weights.Pools.Multiply(pass.Rounded, pass.Summaries.AsSpan(EncoderWeights.Summary));
        Gelu(pass.Summaries);
        pass.Rounded.Round(pass.Summaries, pass.Summaries.Length);
        weights.Outputs.Multiply(pass.Rounded, pass.Part);
        for (var t = 0; t < length; t++)
        {
            for (var label = 0; label < LabelIndex.Count; label++)
            {
                pass.Part[Measures + label] += pass.Attention[(t * ModelOutputs.Width) + label] * pass.Said[(t * ModelOutputs.Width) + label];
            }
        }
    }

    private static void SoftMaxColumns(Span<float> values, int rows)
    {
        Span<float> most = stackalloc float[ModelOutputs.Width];
        Span<float> sum = stackalloc float[ModelOutputs.Width];
        most.Fill(float.NegativeInfinity);
        for (var t = 0; t < rows; t++) TensorPrimitives.Max(most, values.Slice(t * ModelOutputs.Width, ModelOutputs.Width), most);
        for (var t = 0; t < rows; t++)
        {
            var row = values.Slice(t * ModelOutputs.Width, ModelOutputs.Width);
            TensorPrimitives.Subtract(row, most, row);
            TensorPrimitives.Exp(row, row);
            TensorPrimitives.Add(sum, row, sum);
        }

        for (var t = 0; t < rows; t++)
        {
            var row = values.Slice(t * ModelOutputs.Width, ModelOutputs.Width);
            TensorPrimitives.Divide(row, sum, row);
        }
    }

    // x times the share of the normal distribution below x, by the logistic that comes nearest.
    private static void Gelu(Span<float> values)
    {
        Span<float> share = stackalloc float[Width];
        for (; values.Length > 0; values = values[Math.Min(Width, values.Length)..])
        {
            var part = values[..Math.Min(Width, values.Length)];
            var shares = share[..part.Length];
            TensorPrimitives.Multiply(part, part, shares);
            TensorPrimitives.Multiply(shares, 2 * 0.7978845608f * 0.044715f, shares);
            TensorPrimitives.Add(shares, 2 * 0.7978845608f, shares);
            TensorPrimitives.Multiply(shares, part, shares);
            TensorPrimitives.Sigmoid(shares, shares);
            TensorPrimitives.Multiply(part, shares, part);
        }
    }
}
