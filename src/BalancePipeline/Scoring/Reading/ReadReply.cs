using BalancePipeline.Scoring.Network;
using BalancePipeline.Scoring.Patterns;

namespace BalancePipeline.Scoring.Reading;

/// <summary>A reply as the scorer sees it: tokens, clauses, and what the network is told of each token.</summary>
internal sealed class ReadReply
{
    public string Text { get; set; } = "";

    public List<Token> Tokens { get; } = [];

    public List<Clause> Clauses { get; } = [];

    /// <summary>First token of each sentence and the one after its last.</summary>
    public List<(int Start, int End)> Sentences { get; } = [];

    public List<PatternMatch> Matches { get; } = [];

    public List<NetworkInput> Inputs { get; } = [];

    public void Clear()
    {
        Tokens.Clear();
        Clauses.Clear();
        Sentences.Clear();
        Matches.Clear();
        Inputs.Clear();
    }
}
