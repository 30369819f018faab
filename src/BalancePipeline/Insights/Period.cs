namespace BalancePipeline.Insights;

/// <summary>
/// Four weeks that are looked at together. Periods follow one another without overlap: were there a new one every week, the
/// difference of two of them would be the difference of two single weeks, which is just what may not be shown.
/// </summary>
/// <param name="First">Monday of the first week.</param>
internal readonly record struct Period(DateOnly First)
{
    internal const int Weeks = 4;

    private static readonly DateOnly Origin = new(1970, 1, 5);

    /// <summary>Monday of the last week.</summary>
    internal DateOnly Last => First.AddDays(7 * (Weeks - 1));

    /// <summary>The Mondays.</summary>
    internal IEnumerable<DateOnly> Mondays
    {
        get
        {
            var first = First;
            return Enumerable.Range(0, Weeks).Select(week => first.AddDays(7 * week));
        }
    }

    /// <summary>The period that a week belongs to.</summary>
    internal static Period Of(DateOnly monday) => new(monday.AddDays(-7 * ((monday.DayNumber - Origin.DayNumber) / 7 % Weeks)));
}
