namespace BalancePipeline.Insights.Privacy;

/// <summary>Where a band ends and the next begins: at a share of a group and some people, rounded down, but not below the least.</summary>
/// <param name="Tenths">The share.</param>
/// <param name="Beyond">Tenths of people to add.</param>
/// <param name="Rounded">Tenths of people that rounding can take away.</param>
/// <param name="Least">The next band begins with at least so many people.</param>
internal readonly record struct ShareCut(int Tenths, int Beyond, int Rounded, int Least = 0)
{
    internal static readonly ShareCut Under40Percent = new(4, 8, 8);
    internal static readonly ShareCut UpToHalf = new(5, 10, 5);
    internal static readonly ShareCut UpTo60Percent = new(6, 10, 8);

    internal static ShareCut Few(int minimum) => new(0, 10 * minimum, 0);

    internal static ShareCut AllButFew(int minimum) => new(10, 10 - (10 * minimum), 0);

    /// <summary>The fewest of a group that are in the next band.</summary>
    internal int Next(int group) => Math.Max(((Tenths * group) + Beyond) / 10, Least);

    /// <summary>By how many tenths of people <see cref="Next"/> can be above a share of a group, over all sizes.</summary>
    internal Span Above(int tenths, Span sizes)
    {
        var (first, last) = ((Tenths - tenths) * sizes.Low, (Tenths - tenths) * sizes.High);
        return new Span(Math.Min(first, last) + Beyond - Rounded, Math.Max(first, last) + Math.Max(Beyond, (10 * Least) - (Tenths * sizes.Low)));
    }
}
