using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Network;

/// <summary>
/// Finds the words a reader would underline for a label: the sentence that speaks for it when it stands alone and that the label pays
/// attention to among the others; of a long sentence the part with the attention.
/// </summary>
internal sealed class Evidence(NetworkShape shape)
{
    private const int LongestSentence = 24;

    // Attention that a sentence gets for being there at all.
    private const float Floor = 0.02f;

    private readonly NetworkPass _pass = new(shape);
    private readonly List<(int Start, int End)> _sentences = [];
    private float[] _logits = [];

    /// <summary>Reads each sentence alone; call once a reply, before <see cref="Of"/>.</summary>
    public void Read(ReplyNetwork network, ReadReply reply)
    {
        _sentences.Clear();
        for (int start = 0, i = 0; i < reply.Tokens.Count; i++)
        {
            if (i + 1 < reply.Tokens.Count && reply.Tokens[i].Kind is not (TokenKind.Stop or TokenKind.Question)) continue;
            if (i > start || reply.Tokens[i].IsWordLike) _sentences.Add((start, i + 1));
            start = i + 1;
        }

        if (_logits.Length < _sentences.Count * LabelIndex.Count) _logits = new float[_sentences.Count * LabelIndex.Count * 2];
        if (_sentences.Count < 2) return;
        for (var s = 0; s < _sentences.Count; s++)
        {
            network.Run(CollectionsMarshal.AsSpan(reply.Inputs)[_sentences[s].Start.._sentences[s].End], _pass);
            _pass.Outputs.AsSpan(NetworkShape.Measures, LabelIndex.Count).CopyTo(_logits.AsSpan(s * LabelIndex.Count));
        }
    }

    /// <summary>Start and end offsets in the text.</summary>
    /// <param name="label">Label index.</param>
    /// <param name="attention">What the label pays to each token of the whole reply.</param>
    /// <param name="reply">The reply.</param>
    public (int Start, int End) Of(int label, ReadOnlySpan<float> attention, ReadReply reply)
    {
        if (_sentences.Count == 0) return default;
        var best = 0;
        var most = float.NegativeInfinity;
        for (var s = 0; s < _sentences.Count && _sentences.Count > 1; s++)
        {
            var worth = _logits[(s * LabelIndex.Count) + label] + MathF.Log(Floor + Sum(attention, _sentences[s]));
            if (worth > most) (best, most) = (s, worth);
        }

        var (first, end) = Shorten(_sentences[best], attention);
        var last = end - 1;
        while (first < last && !reply.Tokens[first].IsWordLike) first++;
        while (last > first && !reply.Tokens[last].IsWordLike) last--;
        return (reply.Tokens[first].Start, reply.Tokens[last].End);
    }

    private static (int Start, int End) Shorten((int Start, int End) sentence, ReadOnlySpan<float> attention)
    {
        var (start, end) = sentence;
        if (end - start <= LongestSentence) return sentence;
        // From the outside in, whichever end gets less attention goes.
        while (end - start > LongestSentence)
        {
            if (attention[start] < attention[end - 1]) start++;
            else end--;
        }

        return (start, end);
    }

    private static float Sum(ReadOnlySpan<float> attention, (int Start, int End) sentence)
    {
        var sum = 0f;
        for (var t = sentence.Start; t < sentence.End; t++) sum += attention[t];
        return sum;
    }
}
