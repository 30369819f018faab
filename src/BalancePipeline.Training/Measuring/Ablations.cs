using BalancePipeline.Scoring.Reading;
using BalancePipeline.Training.Learning;

namespace BalancePipeline.Training.Measuring;

/// <summary>What is lost when a part of the reading is left out.</summary>
internal static class Ablations
{
    private static readonly (string Title, Action<ReadReply> Without)[] All =
    [
        ("patterns alone, without actor, polarity and mode", reply => { DropState(reply); DropWords(reply); }),
        ("patterns alone", DropWords),
        ("words alone, without actor, polarity and mode", reply => { DropState(reply); DropPatterns(reply); }),
        ("words alone", DropPatterns),
        ("words and patterns, without actor, polarity and mode", DropState),
        ("words and patterns", _ => { }),
    ];

    /// <summary>Measures the linear model with each.</summary>
    public static void Print(Workshop shop)
    {
        foreach (var (title, without) in All)
        {
            var said = shop.Without(without).Hear();
            Comparison.Print($"linear model: {title}", said, BlendTraining.Run(said, encoder: false));
        }
    }

    private static void DropState(ReadReply reply)
    {
        for (var i = 0; i < reply.States.Count; i++) reply.States[i] = 0;
    }

    private static void DropPatterns(ReadReply reply) => reply.Matches.Clear();

    private static void DropWords(ReadReply reply)
    {
        for (var i = 0; i < reply.Tokens.Count; i++)
        {
            if (reply.Tokens[i].IsWordLike) reply.Tokens[i] = reply.Tokens[i] with { Kind = TokenKind.Pause };
        }

        reply.Clauses.Clear();
    }
}
