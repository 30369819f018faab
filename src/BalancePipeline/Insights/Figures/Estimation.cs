using BalancePipeline.Scoring;

namespace BalancePipeline.Insights.Figures;

/// <summary>Means over people, how sure they are, and whether two of them differ by more than chance.</summary>
/// <param name="maximum">Where the figure's scale ends; it starts at 0.</param>
internal sealed class Estimation(double maximum)
{
    /// <summary>Chance of marking a change that is none, over all figures of a team-week together.</summary>
    internal const double Alpha = 0.05;

    private readonly double _leastSpread = LeastSpread * maximum / Framework.AxisMaximum;
    private readonly double _margin = Margin * maximum / Framework.AxisMaximum;
    private readonly int _digits = maximum > 1 ? 1 : 2;

    // Nobody may be read off a group that answered all alike: no interval claims a spread below half a point of the axes' scale,
    // and no mean stands at the very end of it.
    private const double LeastSpread = 0.5;
    private const double Margin = 0.2;

    /// <summary>The mean with its 95 % interval by Student's t over the writers.</summary>
    internal Estimate Of(Sample sample)
    {
        var mean = Mean(sample);
        var half = StudentT.Quantile(Alpha, sample.AtLeast - 1) * Math.Sqrt(Variance(sample));
        return new Estimate(
            Math.Round(mean, _digits),
            Math.Round(Math.Max(mean - half, 0), _digits),
            Math.Round(Math.Min(mean + half, maximum), _digits));
    }

    /// <summary>How far a week's mean is from the average of earlier weeks' means, by Welch's test.</summary>
    internal Difference Against(IReadOnlyList<Sample> earlier, Sample now)
    {
        var weight = 1.0 / earlier.Count;
        var difference = Mean(now) - earlier.Average(Mean);
        var parts = earlier.Select(week => (Variance: Variance(week) * weight * weight, Degrees: week.AtLeast - 1))
            .Append((Variance: Variance(now), Degrees: now.AtLeast - 1)).ToList();
        var variance = parts.Sum(part => part.Variance);
        var degrees = variance * variance / parts.Sum(part => part.Variance * part.Variance / part.Degrees);
        var half = StudentT.Quantile(Alpha, degrees) * Math.Sqrt(variance);
        return new Difference(
            Math.Round(difference, _digits), Math.Round(difference - half, _digits), Math.Round(difference + half, _digits),
            StudentT.TwoSided(difference / Math.Sqrt(variance), degrees));
    }

    private double Mean(Sample sample) => Math.Clamp(sample.Sums.Sum / sample.Writers, _margin, maximum - _margin);

    /// <summary>
    /// Variance of the mean, as if no more had written than are told and were spread like all who did. So a width comes from the spread and the band of
    /// writers alone: it would be the same if everybody counted twice, is never narrower than that of the true number, and does not tell it.
    /// </summary>
    private double Variance(Sample sample)
    {
        var mean = sample.Sums.Sum / sample.Writers;
        var spread = Math.Max(0, sample.Sums.Squares / sample.Writers - mean * mean);
        return Math.Max(spread * sample.AtLeast / (sample.AtLeast - 1), _leastSpread * _leastSpread) / sample.AtLeast;
    }
}

/// <summary>A figure's sums over the writers of a group.</summary>
/// <param name="Sums">The sums.</param>
/// <param name="Writers">How many wrote.</param>
/// <param name="AtLeast">How many are told to have written at least, 2 or more.</param>
internal readonly record struct Sample(Moments Sums, int Writers, int AtLeast);

/// <summary>A difference of means with its 95 % interval.</summary>
/// <param name="Value">The difference.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Probability">How often chance alone brings one as large.</param>
internal sealed record Difference(double Value, double Low, double High, double Probability);
