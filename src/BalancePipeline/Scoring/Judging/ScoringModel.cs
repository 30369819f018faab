using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Judging;

/// <summary>What the embedded scorer knows: words, patterns, models and how far to trust them. Read once.</summary>
internal sealed class ScoringModel
{
    private static readonly Lazy<ScoringModel> Shared = new(() => new ScoringModel());

    private ScoringModel()
    {
        var lexicon = Lexicon.Load();
        Patterns = PatternMatcher.Load(lexicon);
        Reader = new ReplyReader(lexicon, Patterns);
        using var encoder = Resources.Open("Encoder.encoder.bin");
        Encoder = new ReplyEncoder(EncoderWeights.Read(encoder), lexicon);
        using var linear = Resources.Open("Linear.linear.bin");
        Linear = LinearFile.Read(linear);
        Judgement = Resources.ReadJson<Judgement>("Judging.judgement.json");
    }

    public static ScoringModel Default => Shared.Value;

    public PatternMatcher Patterns { get; }

    public ReplyReader Reader { get; }

    public ReplyEncoder Encoder { get; }

    public LinearModel Linear { get; }

    public Judgement Judgement { get; }
}
