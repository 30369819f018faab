using System.Runtime.InteropServices;

namespace BalancePipeline.Scoring.Reading;

/// <summary>Splits tokens into clauses and tells who acts, whether it is turned round, and whether it happened, will, should or might.</summary>
internal static class ClauseReader
{
    private const WordClasses Subject = WordClasses.Self | WordClasses.Other | WordClasses.Nobody;

    private const WordClasses Modal = WordClasses.Negator | WordClasses.Wish | WordClasses.Plan | WordClasses.Hypothetical | WordClasses.Joint;

    /// <summary>Adds phrases to the tokens' classes and appends the clauses.</summary>
    public static void Read(List<Token> tokens, Lexicon lexicon, string text, List<Clause> clauses)
    {
        MarkPhrases(CollectionsMarshal.AsSpan(tokens), lexicon);
        var all = CollectionsMarshal.AsSpan(tokens);
        var start = 0;
        for (var i = 0; i <= all.Length; i++)
        {
            if (i < all.Length && !(i > start && Breaks(all, start, i))) continue;
            if (HasWord(all[start..i])) clauses.Add(ReadOne(all, start, i, text, clauses));
            start = i;
        }
    }

    private static void MarkPhrases(Span<Token> tokens, Lexicon lexicon)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var (classes, length) = lexicon.LookPhrase(tokens[i..]);
            if (length > 0) tokens[i] = tokens[i] with { Classes = tokens[i].Classes | classes };
        }
    }

    /// <summary>True where a clause that began at <paramref name="start"/> ends before token <paramref name="i"/>.</summary>
    private static bool Breaks(ReadOnlySpan<Token> tokens, int start, int i)
    {
        var before = tokens[i - 1].Kind;
        if (before is TokenKind.Stop or TokenKind.Question) return true;
        if (i - start < 3) return false;
        var here = tokens[i];
        if (before is TokenKind.Pause) return here.Is(WordClasses.Joint | Subject) || here.Kind is TokenKind.Name || (here.Kind is TokenKind.Word && i + 1 < tokens.Length && tokens[i + 1].Is(WordClasses.Auxiliary | Subject));
        if (!here.Is(WordClasses.Joint)) return false;
        return here.Is(WordClasses.Contrast) || (i + 1 < tokens.Length && (tokens[i + 1].Is(Subject | WordClasses.SelfOwned) || tokens[i + 1].Kind is TokenKind.Name));
    }

    private static bool HasWord(ReadOnlySpan<Token> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.IsWordLike) return true;
        }

        return false;
    }

    private static Clause ReadOne(ReadOnlySpan<Token> tokens, int start, int end, string text, List<Clause> before)
    {
        var clause = tokens[start..end];
        var negated = end;
        var classes = WordClasses.None;
        var isDoing = false;
        for (var i = 0; i < clause.Length; i++)
        {
            var token = clause[i];
            classes |= token.Classes;
            // A second negation undoes the first: "not without".
            if (token.Is(WordClasses.Negator)) negated = negated == end ? start + i : end;
            isDoing |= i > 0 && EndsIn(text, token, "ing") && clause[i - 1].Is(WordClasses.Auxiliary | WordClasses.Self | WordClasses.Other);
        }

        var joined = before.Count > 0 && start > 0 && tokens[start - 1].Kind is not (TokenKind.Stop or TokenKind.Question) ? before[^1] : default(Clause?);
        return new Clause(start, end, ActorOf(clause, text, joined), negated, ModeOf(tokens, end, classes, isDoing), (classes & WordClasses.Contrast) != 0);
    }

    private static Actor ActorOf(ReadOnlySpan<Token> clause, string text, Clause? joined)
    {
        var words = 0;
        var isAsked = clause[^1].Kind is TokenKind.Question;
        for (var i = 0; i < clause.Length; i++)
        {
            var token = clause[i];
            if (!token.IsWordLike) continue;
            if (token.Is(WordClasses.Nobody)) return Actor.Nobody;
            if (token.Is(WordClasses.Self) && !(token.Is(WordClasses.SelfObject) && words > 0)) return Actor.Writer;
            if (token.Is(WordClasses.Other | WordClasses.Person) || token.Kind is TokenKind.Name)
            {
                // "Me and Priya", "the client and I".
                var joinsSelf = i + 2 < clause.Length && clause[i + 2].Is(WordClasses.Self) && clause[i + 1].Is(WordClasses.Joint);
                return joinsSelf ? Actor.Writer : Actor.Other;
            }

            // A sentence that starts with its verb leaves out the "I".
            if (words == 0 && joined is null && !isAsked && (EndsIn(text, token, "ed") || token.Is(WordClasses.Auxiliary))) return Actor.Writer;
            if (!token.Is(Modal)) words++;
        }

        return joined?.Actor ?? Actor.Unknown;
    }

    private static Mode ModeOf(ReadOnlySpan<Token> tokens, int end, WordClasses classes, bool isDoing)
    {
        if (tokens[end - 1].Kind is TokenKind.Question) return Mode.Question;
        if ((classes & WordClasses.Wish) != 0) return Mode.Wish;
        if ((classes & WordClasses.Hypothetical) != 0) return Mode.Hypothetical;
        if ((classes & WordClasses.Plan) != 0) return Mode.Plan;
        return isDoing ? Mode.Doing : Mode.Did;
    }

    private static bool EndsIn(string text, Token token, string ending) =>
        token.Kind is TokenKind.Word && token.Length > ending.Length + 1 && text.AsSpan(token.Start, token.Length).EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
