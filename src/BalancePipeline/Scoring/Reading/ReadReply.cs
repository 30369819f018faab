using BalancePipeline.Scoring.Patterns;

namespace BalancePipeline.Scoring.Reading;

/// <summary>A reply as the scorer sees it: tokens, sentences, clauses and the patterns found.</summary>
internal sealed class ReadReply
{
    public string Text { get; set; } = "";

    public List<Token> Tokens { get; } = [];

    /// <summary>First token of each sentence and the one after its last.</summary>
    public List<(int Start, int End)> Sentences { get; } = [];

    public List<Clause> Clauses { get; } = [];

    /// <summary>For each token a number for the state of its clause: who acts, denied or not, and how it is told.</summary>
    public List<int> States { get; } = [];

    public List<PatternMatch> Matches { get; } = [];

    public void Clear()
    {
        Tokens.Clear();
        Sentences.Clear();
        Clauses.Clear();
        States.Clear();
        Matches.Clear();
    }
}
