using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Network;

/// <summary>Turns a label's attention over tokens into the words a reader would underline.</summary>
internal static class Evidence
{
    // Neighbours that get at least this share of the strongest attention belong to the evidence.
    private const float Share = 0.12f;

    private const int Fewest = 4;

    private const int Most = 16;

    /// <summary>Start and end offsets in the text: the strongest run of tokens inside one clause.</summary>
    public static (int Start, int End) Of(ReadOnlySpan<float> attention, ReadReply reply)
    {
        var peak = 0;
        for (var t = 1; t < attention.Length; t++)
        {
            if (attention[t] > attention[peak]) peak = t;
        }

        var (first, last) = (peak, peak);
        var floor = attention[peak] * Share;
        var clause = reply.Clauses.Find(clause => clause.Start <= peak && peak < clause.End);
        var (low, high) = clause.End > clause.Start ? (clause.Start, clause.End - 1) : (peak, peak);
        while (last - first + 1 < Most)
        {
            var left = first > low ? attention[first - 1] : -1;
            var right = last < high ? attention[last + 1] : -1;
            if (Math.Max(left, right) < (last - first + 1 < Fewest ? 0 : floor)) break;
            if (left > right) first--;
            else last++;
        }

        while (first < last && !reply.Tokens[first].IsWordLike) first++;
        while (last > first && !reply.Tokens[last].IsWordLike) last--;
        return (reply.Tokens[first].Start, reply.Tokens[last].End);
    }
}
