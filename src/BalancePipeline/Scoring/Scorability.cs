using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring;

/// <summary>Decides what need not be read at all, and names why a reply is not scored.</summary>
internal static class Scorability
{
    private const int FewWords = 4;

    /// <summary>The reason not to read on, or null.</summary>
    public static NotScorable? Refuse(ReadReply reply)
    {
        var words = reply.Tokens.Count(token => token.Kind is TokenKind.Word or TokenKind.Name);
        if (words == 0) return NotScorable.Empty;
        var familiar = reply.Tokens.Count(token => token.Kind is TokenKind.Word && (token.Classes & (WordClasses.Common | WordClasses.Self | WordClasses.Other)) != 0);
        return words >= 6 && familiar * 7 < words ? NotScorable.NotEnglish : null;
    }

    /// <summary>The reason for a reply that was read and found to say nothing of the writer's work.</summary>
    public static NotScorable ReasonOf(ReadReply reply) =>
        reply.Tokens.Count(token => token.IsWordLike) < FewWords ? NotScorable.TooShort : NotScorable.OffTopic;
}
