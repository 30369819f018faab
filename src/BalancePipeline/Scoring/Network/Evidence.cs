using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Network;

/// <summary>
/// Finds the words a reader would underline for a label: the sentence that speaks for it when it stands alone and that the label pays
/// attention to among the others; of a long sentence the part with the attention.
/// </summary>
internal static class Evidence
{
    private const int LongestSentence = 24;

    // Attention that a sentence gets for being there at all.
    private const float Floor = 0.02f;

    /// <summary>Start and end offsets in the text.</summary>
    /// <param name="label">Label index.</param>
    /// <param name="opinion">What the models say of the reply.</param>
    /// <param name="reply">The reply.</param>
    public static (int Start, int End) Of(int label, Opinion opinion, ReadReply reply)
    {
        if (reply.Sentences.Count == 0) return default;
        var attention = opinion.AttentionOf(label);
        var best = 0;
        var most = float.NegativeInfinity;
        for (var s = 0; s < reply.Sentences.Count; s++)
        {
            var worth = opinion.Sentences.Of(s, label) + MathF.Log(Floor + Sum(attention, reply.Sentences[s]));
            if (worth > most) (best, most) = (s, worth);
        }

        var (first, end) = Shorten(reply.Sentences[best], attention);
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
