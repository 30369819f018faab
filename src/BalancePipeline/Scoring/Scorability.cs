using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring;

/// <summary>Decides what need not be scored at all, and names why a reply is not scored.</summary>
internal static class Scorability
{
    private const int FewWords = 4;

    /// <summary>The reason not to read on, or null.</summary>
    public static NotScorable? Refuse(ReadReply reply)
    {
        int words = 0, english = 0, foreign = 0, automatic = 0, past = 0, bare = 0;
        foreach (var token in reply.Tokens)
        {
            if (!token.IsWordLike) continue;
            words++;
            if (token.Is(WordClasses.Automatic)) automatic++;
            if (token.Is(WordClasses.Bare)) bare++;
            if (token.Is(WordClasses.Past) && !token.Is(WordClasses.Auxiliary)) past++;
            // Names tell nothing of the language. Other languages show by their small words or by words that English does not have.
            if (token.Is(WordClasses.Foreign | WordClasses.Unknown)) foreign++;
            else if (token.Kind is TokenKind.Word) english++;
        }

        if (words == 0) return NotScorable.Empty;
        if (words < FewWords && bare == words) return NotScorable.TooShort;
        if (foreign > english && foreign >= Math.Min(words, 2)) return NotScorable.NotEnglish;
        // People write of their days out of the office too, but then tell what happened.
        return automatic >= 2 && past == 0 ? NotScorable.Automatic : null;
    }

    /// <summary>The reason for a reply that was read and found to say nothing of the writer's work.</summary>
    public static NotScorable ReasonOf(ReadReply reply)
    {
        if (reply.Tokens.Exists(token => token.Is(WordClasses.Automatic))) return NotScorable.Automatic;
        return reply.Tokens.Count(token => token.IsWordLike) < FewWords ? NotScorable.TooShort : NotScorable.OffTopic;
    }
}
