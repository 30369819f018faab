namespace BalancePipeline.Scoring.Reading;

/// <summary>Tells who acts in a clause: its first subject, or whom a sentence without one leaves out.</summary>
internal static class ClauseActor
{
    private const WordClasses MayLead = WordClasses.Lead | WordClasses.Negator | WordClasses.Coordinator;

    private static readonly ulong Them = WordHash.Of("them");

    public static Actor Of(ReadOnlySpan<Token> clause, string text, Clause? joined)
    {
        // Words so far that may not stand before a verb whose subject is left out.
        var words = 0;
        var isObject = false;
        for (var i = 0; i < clause.Length; i++)
        {
            var token = clause[i];
            if (!token.IsWordLike) continue;
            if (token.Is(WordClasses.Nobody)) return Actor.Nobody;
            if (token.Is(WordClasses.Self) && !(token.Is(WordClasses.SelfObject) && words > 0)) return IsReceiving(clause[i..]) ? Actor.Other : Actor.Writer;
            if (IsOwnTeam(clause[i..])) return Actor.Writer;
            if (words == 0 && LeavesOutSubject(clause, i, text)) return DroppedSubject(clause[(i + 1)..], joined);
            if (IsSubject(token) && !(isObject && IsNamed(token)) && !(token.Word == Them && HasWriterAfter(clause[i..]))) return JoinsWriter(clause[i..]) ? Actor.Writer : Actor.Other;
            // "..., trying to please them": the subject is that of the clause before.
            if (joined is { } clauseBefore && ClauseMode.EndsInIng(token, text)) return clauseBefore.Actor;
            isObject = token.Is(WordClasses.Preposition) || (isObject && !ClauseReader.IsVerb(token, text));
            if (!token.Is(MayLead) && token.Kind is not TokenKind.Number) words++;
        }

        return joined?.Actor ?? Actor.Unknown;
    }

    private static bool IsSubject(Token token) => token.Is(WordClasses.Other | WordClasses.Person) || token.Kind is TokenKind.Name;

    private static bool IsNamed(Token token) => token.Is(WordClasses.Person) || token.Kind is TokenKind.Name || token.Word == Them;

    // "I was told", "we were never asked": somebody else acts.
    private static bool IsReceiving(ReadOnlySpan<Token> fromSelf)
    {
        var i = 1;
        var isPassive = false;
        while (i < fromSelf.Length && (fromSelf[i].Is(WordClasses.Auxiliary | WordClasses.Negator | WordClasses.Lead) && !fromSelf[i].Is(WordClasses.Received)))
            isPassive |= fromSelf[i++].Is(WordClasses.Passive);
        return isPassive && i < fromSelf.Length && fromSelf[i].Is(WordClasses.Received);
    }

    // "My team", "our night crew", but not "my team leader".
    private static bool IsOwnTeam(ReadOnlySpan<Token> tokens)
    {
        if (!tokens[0].Is(WordClasses.SelfOwned)) return false;
        for (var i = 1; i < Math.Min(tokens.Length, 3); i++)
        {
            if (tokens[i].Is(WordClasses.Team)) return i + 1 >= tokens.Length || !tokens[i + 1].Is(WordClasses.Person);
        }

        return false;
    }

    private static bool LeavesOutSubject(ReadOnlySpan<Token> clause, int i, string text)
    {
        if (clause[^1].Kind is TokenKind.Question) return false;
        if (ClauseReader.IsVerb(clause[i], text)) return true;
        return ClauseMode.StartsWithGoingOn(clause[i..], text);
    }

    // "Told me off": whoever told, it was not the writer.
    private static Actor DroppedSubject(ReadOnlySpan<Token> after, Clause? joined) =>
        joined?.Actor ?? (after.Length > 0 && after[0].Is(WordClasses.SelfObject) ? Actor.Other : Actor.Writer);

    // "By asking her I ..."
    private static bool HasWriterAfter(ReadOnlySpan<Token> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Is(WordClasses.Self) && !token.Is(WordClasses.SelfObject)) return true;
        }

        return false;
    }

    // "Priya, the client and I", "Tom and me".
    private static bool JoinsWriter(ReadOnlySpan<Token> tokens)
    {
        for (var i = 1; i < tokens.Length; i++)
        {
            if (tokens[i].Is(WordClasses.Self)) return tokens[i - 1].Is(WordClasses.Coordinator);
            if (!IsNamed(tokens[i]) && tokens[i].Kind is not TokenKind.Pause && !tokens[i].Is(WordClasses.Coordinator | WordClasses.SelfOwned | WordClasses.Common)) return false;
        }

        return false;
    }
}
