namespace BalancePipeline.Insights.Privacy;

/// <summary>How many of a group something holds for, wide enough that nobody can be told apart.</summary>
/// <param name="Code"><c>few</c>, <c>some</c>, <c>half</c>, <c>many</c> or <c>most</c>; of bands that are told as one, e.g. <c>few-to-some</c>.</param>
internal sealed record ShareBand(string Code)
{
    private const string To = "-to-";

    /// <summary>The codes of single bands, from few to most.</summary>
    internal static readonly List<string> Codes = ["few", "some", "half", "many", "most"];

    private static readonly List<string> TwoCodes = ["few", "many"];

    // Room above the minimum that keeps "many" from meaning "all" in a group that just reaches it.
    private const int Room = 3;

    /// <summary>From so many people on, more than few can be said of what may be held against them.</summary>
    internal static int SensitiveFrom(int minimum) => minimum + Room;

    /// <summary>From so many people on there are five bands, and any of them can be. In a smaller group one or the other could not.</summary>
    internal static int FiveFrom(int minimum) => 3 * minimum;

    /// <summary>
    /// Where the bands of a group end, from the lowest to the highest; none where the group may be too small for any. Which bands there are
    /// follows from what is told of the group's size and not from the size itself, and each of them can be of every such size: so no band tells more of it.
    /// </summary>
    /// <param name="atLeast">How many they are told to be at least, which is at least <paramref name="minimum"/>.</param>
    /// <param name="minimum">The minimum group size.</param>
    /// <param name="sensitive">True for what may be held against people: then a group is called more than few only from the minimum on.</param>
    internal static IReadOnlyList<ShareCut> Cuts(int atLeast, int minimum, bool sensitive)
    {
        if (atLeast >= FiveFrom(minimum)) return [ShareCut.Few(minimum), ShareCut.Under40Percent, ShareCut.UpTo60Percent, ShareCut.AllButFew(minimum)];
        if (!sensitive) return [ShareCut.UpToHalf];
        return atLeast < SensitiveFrom(minimum) ? [] : [ShareCut.UpToHalf with { Least = minimum }];
    }

    /// <summary>The band of a count; null where there is none.</summary>
    /// <param name="count">Of whom it holds.</param>
    /// <param name="group">All of them.</param>
    /// <param name="atLeast">See <see cref="Cuts"/>.</param>
    /// <param name="minimum">The minimum group size.</param>
    /// <param name="sensitive">See <see cref="Cuts"/>.</param>
    internal static ShareBand? Of(int count, int group, int atLeast, int minimum, bool sensitive)
    {
        var cuts = Cuts(atLeast, minimum, sensitive);
        var band = cuts.Count(cut => cut.Next(group) <= count);
        return Between(cuts, band, band);
    }

    /// <summary>The bands from one to another as one; null when that is any number of the group.</summary>
    /// <param name="cuts">All cuts.</param>
    /// <param name="first">How many of them are below.</param>
    /// <param name="last">How many are below the last of the bands.</param>
    internal static ShareBand? Between(IReadOnlyList<ShareCut> cuts, int first, int last)
    {
        if (first == 0 && last == cuts.Count) return null;
        var codes = cuts.Count == 1 ? TwoCodes : Codes;
        return new ShareBand(first == last ? codes[first] : codes[first] + To + codes[last]);
    }

    /// <summary>
    /// The band of a count where everybody is in one of several parts. Bands that start or end at the minimum would have to add up to the
    /// whole, and so tell how large it is, or even of each part how many it holds.
    /// </summary>
    internal static ShareBand OfPart(int count, int group, int atLeast, int minimum)
    {
        if (atLeast < FiveFrom(minimum)) return Of(count, group, atLeast, minimum, sensitive: false)!;
        if (count < ShareCut.Under40Percent.Next(group)) return new ShareBand("few" + To + "some");
        return new ShareBand(count < ShareCut.UpTo60Percent.Next(group) ? "half" : "many" + To + "most");
    }

    /// <summary>How far a code is on the way from few (0) to most (4); bands that are told as one are in their middle.</summary>
    internal static int Rank(string code)
    {
        var ends = code.Split(To);
        return (Codes.IndexOf(ends[0]) + Codes.IndexOf(ends[^1])) / 2;
    }
}
