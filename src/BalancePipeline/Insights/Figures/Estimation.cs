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
    /// <param name="sums">Sums over the writers.</param>
    /// <param name="writers">How many, at least 2.</param>
    internal Estimate Of(Moments sums, int writers)
    {
        var mean = Mean(sums, writers);
        var half = StudentT.Quantile(Alpha, writers - 1) * Math.Sqrt(Variance(sums, writers));
        return new Estimate(
            Math.Round(mean, _digits),
            Math.Round(Math.Max(mean - half, 0), _digits),
            Math.Round(Math.Min(mean + half, maximum), _digits));
    }

    /// <summary>How far a week's mean is from the average of earlier weeks' means, by Welch's test.</summary>
    internal Difference Against(IReadOnlyList<(Moments Sums, int Writers)> earlier, Moments sums, int writers)
    {
        var weight = 1.0 / earlier.Count;
        var difference = Mean(sums, writers) - earlier.Average(week => Mean(week.Sums, week.Writers));
        var parts = earlier.Select(week => (Variance: Variance(week.Sums, week.Writers) * weight * weight, Degrees: week.Writers - 1))
            .Append((Variance: Variance(sums, writers), Degrees: writers - 1)).ToList();
        var variance = parts.Sum(part => part.Variance);
        var degrees = variance * variance / parts.Sum(part => part.Variance * part.Variance / part.Degrees);
        var half = StudentT.Quantile(Alpha, degrees) * Math.Sqrt(variance);
        return new Difference(
            Math.Round(difference, _digits), Math.Round(difference - half, _digits), Math.Round(difference + half, _digits),
            StudentT.TwoSided(difference / Math.Sqrt(variance), degrees));
    }

    private double Mean(Moments sums, int writers) => Math.Clamp(sums.Sum / writers, _margin, maximum - _margin);

    /// <summary>Variance of the mean.</summary>
    private double Variance(Moments sums, int writers)
    {
        var mean = sums.Sum / writers;
        var variance = Math.Max(0, sums.Squares - writers * mean * mean) / (writers - 1);
        return Math.Max(variance, _leastSpread * _leastSpread) / writers;
    }
}

/// <summary>A difference of means with its 95 % interval.</summary>
/// <param name="Value">The difference.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Probability">How often chance alone brings one as large.</param>
internal sealed record Difference(double Value, double Low, double High, double Probability);
