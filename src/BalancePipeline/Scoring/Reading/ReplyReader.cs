using System.Runtime.InteropServices;
using BalancePipeline.Scoring.Patterns;

namespace BalancePipeline.Scoring.Reading;

/// <summary>Reads replies: tokens first, then clauses, then patterns.</summary>
internal sealed class ReplyReader(Lexicon lexicon, PatternMatcher patterns)
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
            if (tokens[i].Kind is TokenKind.Word && !lexicon.IsEnglish(tokens[i].Word, text.AsSpan(tokens[i].Start, tokens[i].Length))) tokens[i] = tokens[i] with { Classes = tokens[i].Classes | WordClasses.Unknown };
            reply.States.Add(clause < reply.Clauses.Count ? StateOf(reply.Clauses[clause], i) : 0);
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

    private static int StateOf(Clause clause, int token) =>
        (((int)clause.Actor * 2) + (token >= clause.Negated ? 1 : 0)) * 6 + (int)clause.Mode;
}
