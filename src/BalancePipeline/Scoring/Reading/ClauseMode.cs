namespace BalancePipeline.Scoring.Reading;

/// <summary>Tells whether what a clause tells of happened, is happening, will, should or might.</summary>
internal static class ClauseMode
{
    public static Mode Of(ReadOnlySpan<Token> clause, string text, bool startsSentence)
    {
        if (clause[^1].Kind is TokenKind.Question) return Mode.Question;
        var classes = WordClasses.None;
        var (isDoing, isAhead) = (false, false);
        for (var i = 0; i < clause.Length; i++)
        {
            classes |= IsPerfect(clause[i..], text) ? clause[i].Classes & ~WordClasses.Hypothetical : clause[i].Classes;
            isDoing |= IsGoingOn(clause, i, text) || (startsSentence && i == 0 && StartsWithGoingOn(clause, text));
            isAhead |= i > 0 && clause[i].Is(WordClasses.Calendar) && clause[i - 1].Is(WordClasses.Ahead);
        }

        if ((classes & WordClasses.Wish) != 0) return Mode.Wish;
        if ((classes & WordClasses.Hypothetical) != 0) return Mode.Hypothetical;
        if ((classes & WordClasses.Plan) != 0 || (isDoing && isAhead)) return Mode.Plan;
        return isDoing ? Mode.Doing : Mode.Did;
    }

    /// <summary>True where a sentence begins with what the writer is doing: "Trying to", but not "Training was".</summary>
    public static bool StartsWithGoingOn(ReadOnlySpan<Token> clause, string text)
    {
        var i = 0;
        while (i < clause.Length && clause[i].Is(WordClasses.Lead)) i++;
        return i + 1 < clause.Length && EndsInIng(clause[i], text) && clause[i + 1].IsWordLike && !ClauseReader.IsVerb(clause[i + 1], text);
    }

    // "I'm asking", "we are still not talking".
    private static bool IsGoingOn(ReadOnlySpan<Token> clause, int i, string text)
    {
        if (!EndsInIng(clause[i], text)) return false;
        var before = i - 1;
        while (before > 0 && clause[before].Is(WordClasses.Lead | WordClasses.Negator) && !clause[before].Is(WordClasses.Present)) before--;
        return before >= 0 && clause[before].Is(WordClasses.Present);
    }

    public static bool EndsInIng(Token token, string text) =>
        ClauseReader.EndsIn(text, token, "ing") && (token.Is(WordClasses.Auxiliary) || !token.Is(WordClasses.Common | WordClasses.Negator | WordClasses.Other | WordClasses.Omission));

    // "I'd told her": a past form after 'd makes it a fact.
    private static bool IsPerfect(ReadOnlySpan<Token> tokens, string text)
    {
        if (!tokens[0].Is(WordClasses.Hypothetical) || !tokens[0].Is(WordClasses.Self | WordClasses.Other)) return false;
        var i = 1;
        while (i < tokens.Length && tokens[i].Is(WordClasses.Lead | WordClasses.Negator)) i++;
        return i < tokens.Length && (tokens[i].Is(WordClasses.Past) || ClauseReader.EndsIn(text, tokens[i], "ed"));
    }
}
