using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Linear;

/// <summary>
/// What the linear model goes by: words, words with the one before them, patterns, and patterns with the state of their clause, each as a
/// bucket number. A feature counts once, however often it occurs. Few kinds: every further one takes weight from those that tell most.
/// </summary>
internal sealed class ReplyFeatures(int buckets)
{
    private enum Kind : ulong
    {
        Word = 1,
        Pair,
        Cue,
        CueInState,
        Clause,
    }

    /// <summary>Fills the list with the distinct buckets of a reply.</summary>
    public void Collect(ReadReply reply, List<int> features) => Collect(reply, (0, reply.Tokens.Count), features);

    /// <summary>Fills the list with the distinct buckets of a part of a reply.</summary>
    public void Collect(ReadReply reply, (int Start, int End) part, List<int> features)
    {
        features.Clear();
        ulong before = 1;
        foreach (var token in CollectionsMarshal.AsSpan(reply.Tokens)[part.Start..part.End])
        {
            if (!token.IsWordLike)
            {
                before = (ulong)token.Kind;
                continue;
            }

            var word = Stem(token, reply.Text);
            Add(features, Kind.Word, word, 0);
            Add(features, Kind.Pair, before, word);
            before = word;
        }

        foreach (var clause in reply.Clauses)
        {
            if (clause.Start >= part.Start && clause.End <= part.End) Add(features, Kind.Clause, (ulong)reply.States[clause.End - 1], 0);
        }

        foreach (var match in reply.Matches)
        {
            if (match.Start >= part.Start && match.End <= part.End) AddMatch(match, reply, features);
        }

        features.Sort();
        Deduplicate(features);
    }

    private void AddMatch(PatternMatch match, ReadReply reply, List<int> features)
    {
        Add(features, Kind.Cue, (ulong)match.Label, 0);
        Add(features, Kind.CueInState, (ulong)match.Label, (ulong)reply.States[match.Start]);
        Add(features, Kind.Cue, 1000 + (ulong)match.Pattern, 0);
    }

    private void Add(List<int> features, Kind kind, ulong first, ulong second) =>
        features.Add((int)(WordHash.Combine(WordHash.Combine((ulong)kind, first), second) % (ulong)buckets));

    private static ulong Stem(Token token, string text)
    {
        if (token.Kind is not TokenKind.Word || token.Length < 5) return token.Word;
        var word = text.AsSpan(token.Start, token.Length);
        // A word that reads like another, as a trade does, must not come back by its own letters.
        if (WordHash.Of(word) != token.Word) return token.Word;
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + 3 && word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return WordHash.Of(word[..^ending.Length]);
        }

        return token.Word;
    }

    private static void Deduplicate(List<int> sorted)
    {
        var kept = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (i == 0 || sorted[i] != sorted[kept - 1]) sorted[kept++] = sorted[i];
        }

        sorted.RemoveRange(kept, sorted.Count - kept);
    }

    private static readonly string[] Endings = ["ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"];
}
