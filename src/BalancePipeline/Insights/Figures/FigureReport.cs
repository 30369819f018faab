using BalancePipeline.Insights.Privacy;
using BalancePipeline.Scoring;

namespace BalancePipeline.Insights.Figures;

/// <summary>Turns the sums over a shown group into the figures that may be said of it.</summary>
internal static class FigureReport
{
    private static readonly Estimation Axis = new(Framework.AxisMaximum);
    private static readonly Estimation Depth = new(Framework.DepthMaximum);
    private static readonly Estimation Confidence = new(1);

    private static readonly IReadOnlyList<(string Code, Estimation Scale, Func<ReleasedSums, Moments> Sums)> Compared =
    [
        ("results", Axis, sums => sums.Results),
        ("relationships", Axis, sums => sums.Relationships),
        ("balance", Axis, sums => sums.Balance),
        ("depth", Depth, sums => sums.Depth),
    ];

    /// <summary>The figures of a shown node.</summary>
    internal static GroupFigures Of(Tally group, int node, Disclosure disclosure)
    {
        var writers = disclosure.Writers(node);
        return new GroupFigures
        {
            Writers = writers,
            AnswerRate = disclosure.AnswerRate(node),
            Results = Axis.Of(Sample(group.Results)),
            Relationships = Axis.Of(Sample(group.Relationships)),
            Balance = Axis.Of(Sample(group.Balance)),
            Depth = Depth.Of(Sample(group.Depth)),
            Confidence = Confidence.Of(Sample(group.Confidence)),
            Positions = [.. Enum.GetValues<Position>().Select(position => new CodeBand(position.Code(), disclosure.At(node, position)?.Code))],
            Practices =
            [
                .. Framework.Practices.Select(practice => new PracticeBands(
                    practice.Code, Share(LabelKind.Practiced, practice), Share(LabelKind.Neglected, practice))),
            ],
            Risks = [.. Framework.Risks.Select(risk => new CodeBand(risk.Code, Share(LabelKind.Risk, risk)))],
            Gains = [.. Framework.Gains.Select(gain => new CodeBand(gain.Code, Share(LabelKind.Gain, gain)))],
        };

        Sample Sample(Moments sums) => new(sums, group.Writers, writers.Minimum);

        string? Share(LabelKind kind, FrameworkCode code) => disclosure.Label(node, LabelSet.IndexOf(kind, code.Code))?.Code;
    }

    /// <summary>How the week differs from earlier ones, those changes marked that are larger than chance (Holm's correction) and do not round to nothing.</summary>
    /// <param name="now">The week.</param>
    /// <param name="earlier">The earlier weeks, at least one.</param>
    internal static IReadOnlyList<FigureChange> Changes(ReleasedSums now, IReadOnlyList<ReleasedSums> earlier)
    {
        var differences = Compared.Select(figure => (figure.Code, Difference: figure.Scale.Against(
            [.. earlier.Select(week => week.Sample(figure.Sums))], now.Sample(figure.Sums)))).ToList();
        var marked = differences.OrderBy(figure => figure.Difference.Probability)
            .TakeWhile((figure, rank) => figure.Difference.Probability <= Estimation.Alpha / (Compared.Count - rank))
            .Select(figure => figure.Code).ToHashSet();
        return differences.ConvertAll(figure => new FigureChange(
            figure.Code, figure.Difference.Value, figure.Difference.Low, figure.Difference.High, figure.Difference.Value != 0 && marked.Contains(figure.Code)));
    }
}
