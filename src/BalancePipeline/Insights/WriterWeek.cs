using BalancePipeline.Scoring;

namespace BalancePipeline.Insights;

/// <summary>One person's week: however much they wrote, they count once, by the mean of their replies.</summary>
internal readonly record struct WriterWeek(double Results, double Relationships, double Depth, double Confidence, LabelSet Labels)
{
    internal double Balance => new ReplyScore { Results = Results, Relationships = Relationships }.Balance;

    internal Position Position => Positions.Of(Results, Relationships);
}
