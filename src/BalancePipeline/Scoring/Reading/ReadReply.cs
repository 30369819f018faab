using BalancePipeline.Scoring.Network;

namespace BalancePipeline.Scoring.Reading;

/// <summary>A reply as the scorer sees it: tokens, clauses, and what the network is told of each token.</summary>
internal sealed class ReadReply
{
    public string Text { get; set; } = "";

    public List<Token> Tokens { get; } = [];

    public List<Clause> Clauses { get; } = [];

    public List<NetworkInput> Inputs { get; } = [];

    public void Clear()
    {
        Tokens.Clear();
        Clauses.Clear();
        Inputs.Clear();
    }
}
