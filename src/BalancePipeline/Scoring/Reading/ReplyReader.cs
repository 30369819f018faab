using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Network;
using BalancePipeline.Scoring.Patterns;

namespace BalancePipeline.Scoring.Reading;

/// <summary>Reads replies: tokens first, then clauses, then patterns.</summary>
internal sealed class ReplyReader(Lexicon lexicon, PatternMatcher patterns, WordVectors vectors, int buckets)
{
    /// <summary>Longer replies are scored by their beginning.</summary>
    public const int MaximumTokens = 1024;

    public void Read(string text, ReadReply reply)
    {
        reply.Clear();
        reply.Text = text;
        Tokenizer.Read(text, lexicon, reply.Tokens, MaximumTokens);
        ClauseReader.Read(reply.Tokens, lexicon, text, reply.Clauses);
        var tokens = CollectionsMarshal.AsSpan(reply.Tokens);
        CutSentences(tokens, reply.Sentences);
        patterns.Find(tokens, reply.Matches);
        var clause = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            while (clause < reply.Clauses.Count && reply.Clauses[clause].End <= i) clause++;
            var token = tokens[i];
            reply.Inputs.Add(new NetworkInput(VectorOf(token, text), (int)(token.Word % (ulong)buckets), clause < reply.Clauses.Count ? StateOf(reply.Clauses[clause], i) : 0, 0));
        }

        var inputs = CollectionsMarshal.AsSpan(reply.Inputs);
        foreach (var match in reply.Matches)
        {
            for (var i = match.Start; i < match.End; i++) inputs[i] = inputs[i] with { Cues = inputs[i].Cues | (1u << match.Label) };
        }
    }

    private static void CutSentences(ReadOnlySpan<Token> tokens, List<(int Start, int End)> sentences)
    {
        for (int start = 0, i = 0; i < tokens.Length; i++)
        {
            if (i + 1 < tokens.Length && tokens[i].Kind is not (TokenKind.Stop or TokenKind.Question)) continue;
            if (i > start || tokens[i].IsWordLike) sentences.Add((start, i + 1));
            start = i + 1;
        }
    }

    private static int StateOf(Clause clause, int token)
    {
        var negated = token >= clause.Negated ? 1 : 0;
        return (((((int)clause.Actor * 2) + negated) * 6) + (int)clause.Mode) * 2 + (clause.Turns ? 1 : 0);
    }

    private int VectorOf(Token token, string text)
    {
        if (token.Kind is not TokenKind.Word) return -1;
        var row = vectors.RowOf(token.Word);
        return row >= 0 ? row : StemRowOf(text.AsSpan(token.Start, token.Length));
    }

    private int StemRowOf(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (word.Length < ending.Length + 3 || !word.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) continue;
            var row = vectors.RowOf(WordHash.Of(word[..^ending.Length]));
            if (row >= 0) return row;
        }

        var hyphen = word.LastIndexOf('-');
        return hyphen > 0 ? vectors.RowOf(WordHash.Of(word[(hyphen + 1)..])) : -1;
    }

    private static readonly string[] Endings = ["'s", "’s", "s", "es", "ed", "d", "ing", "ly", "er", "in'", "y"];
}
