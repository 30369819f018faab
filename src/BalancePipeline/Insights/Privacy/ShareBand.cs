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

    /// <summary>From so many people on, more than few can be said of what may be held against them.</summary>
    internal static int SensitiveFrom(int minimum) => minimum + Room;

    /// <summary>From so many people on there are five bands, and any of them can be. In a smaller group one or the other could not.</summary>
    internal static int FiveFrom(int minimum) => 3 * minimum;

    /// <summary>
    /// The band of a count, or null where the group may be too small for any. Which bands there are follows from what is told of the group's
    /// size and not from the size itself, and each of them can be of every such size: so no band tells more of it.
    /// </summary>
    /// <param name="count">Of whom it holds.</param>
    /// <param name="group">All of them.</param>
    /// <param name="atLeast">How many they are told to be at least, which is at least <paramref name="minimum"/>.</param>
    /// <param name="minimum">The minimum group size.</param>
    /// <param name="sensitive">True for what may be held against people: then a group is called more than few only from the minimum on.</param>
    internal static ShareBand? Of(int count, int group, int atLeast, int minimum, bool sensitive)
    {
        if (atLeast < FiveFrom(minimum))
        {
            if (sensitive && atLeast < SensitiveFrom(minimum)) return null;
            var more = Math.Max(group / 2 + 1, sensitive ? minimum : 0);
            return count < more ? new ShareBand("few", 0, more - 1) : new ShareBand("many", more, group);
        }

        if (count < minimum) return new ShareBand("few", 0, minimum - 1);
        if (group - count < minimum) return new ShareBand("most", group - minimum + 1, group);
        var (half, many) = Middle(group);
        if (count < half) return new ShareBand("some", minimum, half - 1);
        return count < many ? new ShareBand("half", half, many - 1) : new ShareBand("many", many, group - minimum);
    }

    /// <summary>
    /// The band of a count where everybody is in one of several parts. Bands that start or end at the minimum would have to add up to the
    /// whole, and so tell how large it is, or even of each part how many it holds.
    /// </summary>
    internal static ShareBand OfPart(int count, int group, int atLeast, int minimum)
    {
        if (atLeast < FiveFrom(minimum)) return Of(count, group, atLeast, minimum, sensitive: false)!;
        var (half, many) = Middle(group);
        if (count < half) return new ShareBand("few" + To + "some", 0, half - 1);
        return count < many ? new ShareBand("half", half, many - 1) : new ShareBand("many" + To + "most", many, group);
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

    // The fewest who are 40 percent, and who are more than 60.
    private static (int Half, int Many) Middle(int group) => ((2 * group + 4) / 5, 3 * group / 5 + 1);
}
