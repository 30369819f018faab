using BalancePipeline.Scoring.Encoder;
using BalancePipeline.Scoring.Linear;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Scoring.Judging;

/// <summary>What the embedded scorer knows: words, patterns, models and how far to trust them. Read once.</summary>
internal sealed class ScoringModel
{
    private static readonly Lazy<ScoringModel> Shared = new(() => new ScoringModel());

    private readonly Lazy<ReplyEncoder> _encoder;

    private ScoringModel()
    {
        var lexicon = Lexicon.Load();
        Patterns = PatternMatcher.Load(lexicon);
        Reader = new ReplyReader(lexicon, Patterns);
        _encoder = new Lazy<ReplyEncoder>(() => ReadEncoder(lexicon));
        using var linear = Resources.Open("Linear.linear.bin");
        Linear = LinearFile.Read(linear);
        Judgement = Resources.ReadJson<Judgement>("Judging.judgement.json");
        QuickJudgement = Resources.ReadJson<Judgement>("Judging.judgement-quick.json");
    }

    public static ScoringModel Default => Shared.Value;

    public PatternMatcher Patterns { get; }

    public ReplyReader Reader { get; }

    /// <summary>Read when it is first asked for: quick scoring never does.</summary>
    public ReplyEncoder Encoder => _encoder.Value;

    public LinearModel Linear { get; }

    /// <summary>How far to trust encoder and linear model together.</summary>
    public Judgement Judgement { get; }

    /// <summary>How far to trust the linear model alone.</summary>
    public Judgement QuickJudgement { get; }

    private static ReplyEncoder ReadEncoder(Lexicon lexicon)
    {
        using var file = Resources.Open("Encoder.encoder.bin");
        return new ReplyEncoder(EncoderWeights.Read(file), lexicon);
    }
}
