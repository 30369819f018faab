using System.Runtime.InteropServices;

namespace BalancePipeline.Scoring.Reading;

/// <summary>Splits tokens into clauses and tells who acts, whether it is turned round, and whether it happened, will, should or might.</summary>
internal static class ClauseReader
{
    private const WordClasses Subject = WordClasses.Self | WordClasses.Other | WordClasses.Nobody;

    private const int ShortestClause = 3;

    /// <summary>Adds phrases to the tokens' classes and appends the clauses.</summary>
    public static void Read(List<Token> tokens, Lexicon lexicon, string text, List<Clause> clauses)
    {
        var all = CollectionsMarshal.AsSpan(tokens);
        MarkPhrases(all, lexicon);
        var start = 0;
        var isNegated = false;
        for (var i = 0; i <= all.Length; i++)
        {
            if (i < all.Length && !(i > start && Breaks(all, start, i, isNegated, text)))
            {
                isNegated |= all[i].Is(WordClasses.Negator);
                continue;
            }

            if (HasWord(all[start..i])) clauses.Add(ReadOne(all, start, i, text, clauses));
            (start, isNegated) = (i, i < all.Length && all[i].Is(WordClasses.Negator));
        }
    }

    private static void MarkPhrases(Span<Token> tokens, Lexicon lexicon)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var (classes, length) = lexicon.LookPhrase(tokens[i..]);
            if (length == 0) continue;
            tokens[i] = tokens[i] with { Classes = tokens[i].Classes | classes };
            if ((classes & WordClasses.Plain) == 0) continue;
            foreach (ref var token in tokens.Slice(i, length)) token = token with { Classes = token.Classes & ~(WordClasses.Negator | WordClasses.Nobody | WordClasses.Wish | WordClasses.Hypothetical | WordClasses.Plan) };
        }
    }

    /// <summary>True where a clause that began at <paramref name="start"/> ends before token <paramref name="i"/>.</summary>
    private static bool Breaks(ReadOnlySpan<Token> tokens, int start, int i, bool isNegated, string text)
    {
        var before = tokens[i - 1].Kind;
        if (before is TokenKind.Stop or TokenKind.Question) return true;
        // "No, we ...", "Not great but we ...": what is turned round must not reach further.
        if (i - start < ShortestClause && !isNegated) return false;
        var here = tokens[i];
        var next = i + 1 < tokens.Length ? tokens[i + 1] : default;
        if (before is TokenKind.Pause) return here.Is(WordClasses.Joint | WordClasses.Past | WordClasses.Auxiliary | Subject) || here.Kind is TokenKind.Name || (here.Kind is TokenKind.Word && next.Is(WordClasses.Auxiliary | Subject));
        if (!here.Is(WordClasses.Joint) || !next.IsWordLike || next.Word == 0) return false;
        if (here.Is(WordClasses.Contrast) || next.Is(Subject | WordClasses.SelfOwned) || next.Kind is TokenKind.Name) return !AreNames(tokens[start..i]);
        return here.Is(WordClasses.Coordinator) && IsVerb(next, text);
    }

    // "Priya, Tom and I" is one subject.
    private static bool AreNames(ReadOnlySpan<Token> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Kind is not (TokenKind.Name or TokenKind.Pause) && !token.Is(WordClasses.Person)) return false;
        }

        return true;
    }

    private static bool HasWord(ReadOnlySpan<Token> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Kind is TokenKind.Word or TokenKind.Name) return true;
        }

        return false;
    }

    private static Clause ReadOne(ReadOnlySpan<Token> tokens, int start, int end, string text, List<Clause> before)
    {
        var joined = before.Count > 0 && start > 0 && tokens[start - 1].Kind is not (TokenKind.Stop or TokenKind.Question) ? before[^1] : default(Clause?);
        var clause = tokens[start..end];
        var negated = NegatedFrom(clause);
        var actor = ClauseActor.Of(clause, text, joined);
        return new Clause(start, end, actor, negated < 0 ? end : start + negated, ClauseMode.Of(clause, text, joined is null));
    }

    private static int NegatedFrom(ReadOnlySpan<Token> clause)
    {
        var from = -1;
        for (var i = 0; i < clause.Length; i++)
        {
            if (clause[i].Kind is TokenKind.Pause && from >= 0) return from;
            if (!clause[i].Is(WordClasses.Negator | WordClasses.Omission)) continue;
            // "Not without", "never failed to" say that it was done; "didn't ask nobody" does not.
            if (from < 0) from = i;
            else if (clause[i].Is(WordClasses.Omission) && !clause[from].Is(WordClasses.Omission)) return -1;
        }

        return from;
    }

    internal static bool IsVerb(Token token, string text) => token.Is(WordClasses.Auxiliary | WordClasses.Past) || EndsIn(text, token, "ed");

    internal static bool EndsIn(string text, Token token, string ending) =>
        token.Kind is TokenKind.Word && token.Length > ending.Length + 1 && text.AsSpan(token.Start, token.Length).EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
