namespace BalancePipeline.Insights.Privacy;

/// <summary>How many of a group something holds for, wide enough that nobody can be told apart.</summary>
/// <param name="Code"><c>few</c>, <c>some</c>, <c>half</c>, <c>many</c> or <c>most</c>; of bands that are told as one, e.g. <c>few-to-some</c>.</param>
/// <param name="Low">At least so many people.</param>
/// <param name="High">At most so many people.</param>
internal sealed record ShareBand(string Code, int Low, int High) : IBand
{
    private const string To = "-to-";

    /// <summary>The codes of single bands, from few to most.</summary>
    internal static readonly List<string> Codes = ["few", "some", "half", "many", "most"];

    // Room above the minimum that keeps "many" from meaning "all" in a group that just reaches it.
    private const int Room = 3;

    /// <summary>The band of a count, or null where the group is too small for any band.</summary>
    /// <param name="count">Of whom it holds.</param>
    /// <param name="group">All of them, at least <paramref name="minimum"/>.</param>
    /// <param name="minimum">The minimum group size.</param>
    /// <param name="sensitive">True for what may be held against people: then a group is called more than few only from the minimum on.</param>
    internal static ShareBand? Of(int count, int group, int minimum, bool sensitive)
    {
        if (group < 2 * minimum)
        {
            if (sensitive && group < minimum + Room) return null;
            var many = sensitive ? minimum : group / 2 + 1;
            return count < many ? new ShareBand("few", 0, many - 1) : new ShareBand("many", many, group);
        }

        if (count < minimum) return new ShareBand("few", 0, minimum - 1);
        if (group - count < minimum) return new ShareBand("most", group - minimum + 1, group);

        // 40 and 60 percent, in whole people.
        var half = Math.Max(minimum, (2 * group + 4) / 5);
        var above = Math.Min(group - minimum + 1, 3 * group / 5 + 1);
        if (count < half) return new ShareBand("some", minimum, half - 1);
        return count < above ? new ShareBand("half", half, above - 1) : new ShareBand("many", above, group - minimum);
    }

    /// <summary>How far a code is on the way from few (0) to most (4); bands that are told as one are in their middle.</summary>
    internal static int Rank(string code)
    {
        var ends = code.Split(To);
        return (Codes.IndexOf(ends[0]) + Codes.IndexOf(ends[^1])) / 2;
    }

    /// <summary>This and all to another as one; null when that is any number of the group.</summary>
    internal ShareBand? UpTo(ShareBand last, int group) =>
        this == last ? this : Low == 0 && last.High == group ? null : new ShareBand(Code + To + last.Code, Low, last.High);

    /// <summary>The band of what more than 60 percent carry, or null. The others can still be anything from nobody to all who are left.</summary>
    internal static ShareBand? Majority(int count, int group) => 3 * group / 5 + 1 is var many && count >= many ? new ShareBand("many", many, group) : null;
}
