using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Network;

/// <summary>What the embedded scorer knows: words, patterns, networks and how far to trust them. Read once.</summary>
internal sealed class ScoringModel
{
    private static readonly Lazy<ScoringModel> Shared = new(() => new ScoringModel());

    private ScoringModel()
    {
        using var words = Resources.Open("Network.words.bin");
        var vectors = WordVectors.Read(words);
        using var networks = Resources.Open("Network.networks.bin");
        Networks = [.. NetworkFile.Read(networks).Select(weights => new ReplyNetwork(weights, vectors))];
        using var linear = Resources.Open("Linear.linear.bin");
        Linear = LinearFile.Read(linear);
        Judgement = Resources.ReadJson<Judgement>("Network.judgement.json");
        Shape = Networks[0].Weights.Shape;
        var lexicon = Lexicon.Load(vectors.Words);
        Patterns = PatternMatcher.Load(lexicon);
        Reader = new ReplyReader(lexicon, Patterns, vectors, Shape.Buckets);
    }

    public static ScoringModel Default => Shared.Value;

    public IReadOnlyList<ReplyNetwork> Networks { get; }

    public LinearModel Linear { get; }

    public NetworkShape Shape { get; }

    public PatternMatcher Patterns { get; }

    public ReplyReader Reader { get; }

    public Judgement Judgement { get; }
}
