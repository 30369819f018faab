using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Linear;

/// <summary>
/// What the linear model goes by: words, words with the one before them, patterns, and patterns with the state of their clause, each as a
/// bucket number. A feature counts once, however often it occurs. Few kinds: every further one takes weight from those that tell most.
/// </summary>
internal sealed class ReplyFeatures
{
    // What stands before the first word of a sentence.
    private const ulong Beginning = 1;

    private readonly List<int> _whole = [];
    private readonly List<int> _sentences = [];
    private readonly List<int> _ends = [];
    private ulong _buckets;

    private enum Kind : ulong
    {
        Word = 1,
        Pair,
        Cue,
        CueInState,
        Clause,
    }

    /// <summary>The distinct buckets of the reply, rising.</summary>
    public ReadOnlySpan<int> Whole => CollectionsMarshal.AsSpan(_whole);

    /// <summary>The distinct buckets of one of its sentences, rising.</summary>
    public ReadOnlySpan<int> Of(int sentence) => CollectionsMarshal.AsSpan(_sentences)[(sentence == 0 ? 0 : _ends[sentence - 1]).._ends[sentence]];

    /// <summary>Collects what a reply has.</summary>
    /// <param name="reply">What was read of it.</param>
    /// <param name="buckets">A power of two.</param>
    public void Collect(ReadReply reply, int buckets)
    {
        _buckets = (ulong)buckets;
        _whole.Clear();
        _sentences.Clear();
        _ends.Clear();
        // Neither clauses nor patterns reach over the end of a sentence.
        var (clause, match) = (0, 0);
        foreach (var (start, end) in reply.Sentences)
        {
            AddWords(CollectionsMarshal.AsSpan(reply.Tokens)[start..end], reply.Text);
            for (; clause < reply.Clauses.Count && reply.Clauses[clause].End <= end; clause++) Add(Kind.Clause, (ulong)reply.States[reply.Clauses[clause].End - 1], 0);
            for (; match < reply.Matches.Count && reply.Matches[match].End <= end; match++) AddMatch(reply.Matches[match], reply);
            SortDistinct(_sentences, _ends.Count == 0 ? 0 : _ends[^1]);
            _ends.Add(_sentences.Count);
        }

        _whole.AddRange(_sentences);
        SortDistinct(_whole, 0);
    }

    private void AddWords(ReadOnlySpan<Token> sentence, string text)
    {
        var before = Beginning;
        foreach (var token in sentence)
        {
            if (!token.IsWordLike)
            {
                before = (ulong)token.Kind;
                continue;
            }

            var word = Stem(token, text);
            Add(Kind.Word, word, 0);
            Add(Kind.Pair, before, word);
            before = word;
        }
    }

    private void AddMatch(PatternMatch match, ReadReply reply)
    {
        Add(Kind.Cue, (ulong)match.Label, 0);
        Add(Kind.CueInState, (ulong)match.Label, (ulong)reply.States[match.Start]);
        Add(Kind.Cue, 1000 + (ulong)match.Pattern, 0);
    }

    private void Add(Kind kind, ulong first, ulong second) =>
        _sentences.Add((int)(WordHash.Combine(WordHash.Combine((ulong)kind, first), second) & (_buckets - 1)));

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

    private static void SortDistinct(List<int> features, int from)
    {
        var part = CollectionsMarshal.AsSpan(features)[from..];
        part.Sort();
        var kept = 0;
        for (var i = 0; i < part.Length; i++)
        {
            if (i == 0 || part[i] != part[kept - 1]) part[kept++] = part[i];
        }

        CollectionsMarshal.SetCount(features, from + kept);
    }

    private static readonly string[] Endings = ["ings", "ing", "ied", "ies", "ed", "es", "s", "e", "y"];
}
