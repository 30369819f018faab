using System.Buffers;
using BalancePipeline.Replies.Extraction;

namespace BalancePipeline.Replies.Kinds;

/// <summary>Tells mail to many by the foot that says how to leave. A person who writes "please unsubscribe me" has no such foot.</summary>
internal static class ListFoot
{
    private const int Tail = 600;

    // "You are receiving this email because", not "unsubscribe": a clause of its own, shorter in scripts without spaces.
    private static readonly SearchValues<string> Clauses = SearchValues.Create(
        [.. Languages.All.SelectMany(language => language.Unsubscribe).Where(phrase => phrase.Length >= (phrase[0] >= Words.FirstUnspaced ? 7 : 20))],
        StringComparison.OrdinalIgnoreCase);

    internal static bool IsIn(Extract extract)
    {
        if (extract.HasQuote) return false;
        var tail = extract.Source.AsSpan(Math.Max(0, extract.Source.Length - Tail));
        foreach (var line in tail.EnumerateLines())
        {
            if (!line.ContainsAny(Lexicon.ListFooters)) continue;
            if (line.ContainsAny(Clauses) || line.Contains("://", StringComparison.Ordinal) || line.Contains('@')) return true;
        }

        return false;
    }
}
