namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// How many of those who were asked wrote, as bands. Whoever knows how many were asked must not learn that everybody wrote, nor
/// that some but fewer than the minimum did not. Both bands follow from what may be known anyway, so that none tells by its absence.
/// </summary>
internal static class Answers
{
    private static readonly string[] Quarters = ["under-quarter", "quarter-to-half", "half-to-three-quarters", "over-three-quarters"];

    /// <summary>How many wrote: from the minimum, doubling. Where only everybody together would reach the next band, the two are one.</summary>
    internal static CountBand Writers(int writers, int asked, int minimum)
    {
        var low = minimum;
        while (low * 2 <= writers) low *= 2;
        if (low == asked && low > minimum) return new CountBand(low / 2, low * 2 - 1);
        return new CountBand(low, low * 2 == asked ? low * 4 - 1 : low * 2 - 1);
    }

    /// <summary>Which share of those asked wrote, in quarters; null when a quarter, with the band of writers, could tell of the silent.</summary>
    internal static string? Rate(int writers, int asked, int minimum)
    {
        var band = Writers(writers, asked, minimum);
        var last = Quarters.Length - 1;
        for (var quarter = 0; quarter <= last; quarter++)
        {
            var low = Math.Max(band.Minimum, Above(quarter));
            var high = Math.Min(band.Maximum, quarter == last ? asked : Above(quarter + 1) - 1);
            if (low <= high && Tells(asked - high, asked - low, minimum)) return null;
        }

        return Quarters[writers < asked ? (int)(4L * writers / asked) : last];

        int Above(int quarter) => (int)(((long)quarter * asked + 3) / 4);
    }

    private static bool Tells(int fewest, int most, int minimum) => most == 0 || (fewest > 0 && most < minimum);
}
