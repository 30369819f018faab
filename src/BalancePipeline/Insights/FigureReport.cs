using BalancePipeline.Scoring;

namespace BalancePipeline.Insights;

/// <summary>Turns sums over a shown group into the figures that may be said of it.</summary>
internal static class FigureReport
{
    // Nobody may be read off a group that answered all alike: no interval claims a spread below half a point of the scale, and no
    // mean stands at the very end of it.
    private const double LeastSpread = 0.5;
    private const double Margin = 0.2;

    internal static Figures Of(Tally group, int node, Disclosure disclosure)
    {
        return new Figures
        {
            Writers = disclosure.Writers(node),
            AnswerRate = AnswerRate(group),
            Results = Estimate(group.Results, group.Writers, Framework.AxisMaximum),
            Relationships = Estimate(group.Relationships, group.Writers, Framework.AxisMaximum),
            Balance = Estimate(group.Balance, group.Writers, Framework.AxisMaximum),
            Depth = Estimate(group.Depth, group.Writers, Framework.DepthMaximum),
            Confidence = Estimate(group.Confidence, group.Writers, 1),
            Positions = [.. Enum.GetValues<Position>().Select(position => new CodeBand(position.Code(), disclosure.Position(node, (int)position)?.Code))],
            Practices =
            [
                .. Framework.Practices.Select(practice => new PracticeBands(
                    practice.Code, Label(LabelKind.Practiced, practice.Code), Label(LabelKind.Neglected, practice.Code))),
            ],
            Risks = [.. Framework.Risks.Select(risk => new CodeBand(risk.Code, Label(LabelKind.Risk, risk.Code)))],
            Gains = [.. Framework.Gains.Select(gain => new CodeBand(gain.Code, Label(LabelKind.Gain, gain.Code)))],
        };

        string? Label(LabelKind kind, string code) => disclosure.Label(node, LabelSet.IndexOf(kind, code))?.Code;
    }

    /// <summary>The mean with its 95 % interval over writers, by Student's t.</summary>
    /// <param name="moments">Sums over the writers.</param>
    /// <param name="writers">How many, at least 2.</param>
    /// <param name="maximum">Where the scale ends; it starts at 0.</param>
    internal static Estimate Estimate(Moments moments, int writers, double maximum)
    {
        var mean = moments.Sum / writers;
        var variance = Math.Max(0, moments.Squares - writers * mean * mean) / (writers - 1);
        var spread = Math.Max(Math.Sqrt(variance), LeastSpread * maximum / Framework.AxisMaximum);
        var margin = Margin * maximum / Framework.AxisMaximum;
        var half = StudentT.Quantile(0.05, writers - 1) * spread / Math.Sqrt(writers);
        var digits = maximum > 1 ? 1 : 2;
        return new Estimate(
            Math.Round(Math.Clamp(mean, margin, maximum - margin), digits),
            Math.Round(Math.Clamp(mean - half, 0, maximum - margin), digits),
            Math.Round(Math.Clamp(mean + half, margin, maximum), digits));
    }

    private static string AnswerRate(Tally group) => ((double)group.Writers / Math.Max(group.Asked, group.Writers)) switch
    {
        < 0.25 => "under-quarter",
        < 0.5 => "quarter-to-half",
        < 0.75 => "half-to-three-quarters",
        _ => "over-three-quarters",
    };
}
