using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Network;

/// <summary>Turns a label's attention over tokens into the words a reader would underline.</summary>
internal static class Evidence
{
    private const int FewestWords = 5;

    /// <summary>Start and end offsets in the text: the clause that gets most of the attention, and what belongs to it where it is very short.</summary>
    public static (int Start, int End) Of(ReadOnlySpan<float> attention, ReadReply reply)
    {
        if (reply.Clauses.Count == 0 || reply.Tokens.Count == 0) return default;
        var best = 0;
        var most = -1f;
        for (var i = 0; i < reply.Clauses.Count; i++)
        {
            var sum = Sum(attention, reply.Clauses[i]);
            if (sum > most) (best, most) = (i, sum);
        }

        var (first, last) = (best, best);
        while (Words(reply, first, last) < FewestWords)
        {
            var before = first > 0 ? Sum(attention, reply.Clauses[first - 1]) : -1;
            var after = last + 1 < reply.Clauses.Count ? Sum(attention, reply.Clauses[last + 1]) : -1;
            if (Math.Max(before, after) < 0) break;
            if (before > after) first--;
            else last++;
        }

        return Trim(reply, reply.Clauses[first].Start, reply.Clauses[last].End - 1);
    }

    private static float Sum(ReadOnlySpan<float> attention, Clause clause)
    {
        var sum = 0f;
        for (var t = clause.Start; t < clause.End; t++) sum += attention[t];
        return sum;
    }

    private static int Words(ReadReply reply, int first, int last) => reply.Clauses[last].End - reply.Clauses[first].Start;

    private static (int Start, int End) Trim(ReadReply reply, int first, int last)
    {
        while (first < last && !reply.Tokens[first].IsWordLike) first++;
        while (last > first && !reply.Tokens[last].IsWordLike) last--;
        return (reply.Tokens[first].Start, reply.Tokens[last].End);
    }
}
