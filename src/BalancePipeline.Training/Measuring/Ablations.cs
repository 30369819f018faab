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

    /// <summary>The linear model in all its parts, then, as it takes minutes each, the network without patterns and without states.</summary>
    public static void Print(Workshop shop, bool networks)
    {
        foreach (var (title, without) in All)
        {
            var said = shop.Without(without).Hear(network: false).Said;
            Comparison.Print($"linear model: {title}", said, BlendTraining.Run(said, network: false));
        }

        if (!networks) return;
        foreach (var (title, without) in ((string, Action<ReadReply>)[])[("without patterns", DropPatterns), ("without actor, polarity and mode", DropState), ("whole", _ => { })])
        {
            var said = shop.Without(without).Hear().Said;
            Comparison.Print($"networks: {title}", said, BlendTraining.Run(said, linear: false));
        }
    }

    private static void DropState(ReadReply reply)
    {
        for (var i = 0; i < reply.Inputs.Count; i++) reply.Inputs[i] = reply.Inputs[i] with { State = 0 };
    }

    private static void DropPatterns(ReadReply reply)
    {
        reply.Matches.Clear();
        for (var i = 0; i < reply.Inputs.Count; i++) reply.Inputs[i] = reply.Inputs[i] with { Cues = 0 };
    }

    private static void DropWords(ReadReply reply)
    {
        for (var i = 0; i < reply.Tokens.Count; i++)
        {
            if (reply.Tokens[i].IsWordLike) reply.Tokens[i] = reply.Tokens[i] with { Kind = TokenKind.Pause };
        }

        reply.Clauses.Clear();
    }
}
