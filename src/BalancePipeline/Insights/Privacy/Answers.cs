namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// How many of those who were asked wrote, as bands. Whoever knows how many were asked must not learn that everybody wrote, nor
/// that some but fewer than the minimum did not, of any shown group or of those in none of the shown groups inside it.
/// </summary>
internal static class Answers
{
    /// <summary>Decides what is told of nested groups.</summary>
    /// <param name="parents">For each group the group around it, as an index below its own; -1 for an outermost one.</param>
    /// <param name="writers">How many of each group wrote.</param>
    /// <param name="asked">How many of each were asked.</param>
    /// <param name="people">How many people there are in each.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal static IReadOnlyList<AnswerBand> Decide(
        IReadOnlyList<int> parents, IReadOnlyList<int> writers, IReadOnlyList<int> asked, IReadOnlyList<int> people, int minimum)
    {
        var (ownAsked, ownPeople) = (asked.ToArray(), people.ToArray());
        foreach (var (group, parent) in parents.Index().Where(group => group.Item >= 0))
        {
            ownAsked[parent] -= asked[group];
            ownPeople[parent] -= people[group];
        }

        // That a block is shown says that the minimum wrote, unless nobody belongs to it.
        var blocks = ownAsked.Zip(ownPeople, (asked, people) => people > 0 ? Math.Max(asked, minimum) : 0)
            .Select(people => new Block(people, new Span(Math.Min(people, minimum), people))).ToArray();

        // Late answers count in the week in which they are written; where they outnumber those asked in it, there is no share.
        return
        [
            .. new NestedBands(parents, blocks, minimum).Decide(writers, (group, count) => AnswerBand.Of(count, asked[group], minimum))
                .Select((band, group) => band.First.To(band.Last, withRate: writers[group] <= asked[group])),
        ];
    }
}

/// <summary>Numbers of writers that are told as one.</summary>
/// <param name="Low">At least so many.</param>
/// <param name="High">At most so many.</param>
/// <param name="Writers">The band that is told.</param>
/// <param name="Rate">The share of those asked that is told, in quarters; null when none is.</param>
internal sealed record AnswerBand(int Low, int High, CountBand Writers, string? Rate)
{
    private static readonly string[] Quarters = ["under-quarter", "quarter-to-half", "half-to-three-quarters", "over-three-quarters"];

    /// <summary>
    /// The band of a number, cut into the quarters of those asked: one starts wherever more can be said of labels
    /// (<see cref="ShareBand"/>), as what is said follows from the band; from there on they double.
    /// </summary>
    internal static AnswerBand Of(int writers, int asked, int minimum)
    {
        var (low, next) = (minimum, ShareBand.SensitiveFrom(minimum));
        while (next <= writers) (low, next) = (next, next < ShareBand.FiveFrom(minimum) ? ShareBand.FiveFrom(minimum) : 2 * next);
        var last = Quarters.Length - 1;
        var quarter = writers < asked ? (int)(4L * writers / asked) : last;
        return new AnswerBand(
            Math.Max(low, Above(quarter)), quarter == last ? next - 1 : Math.Min(next, Above(quarter + 1)) - 1,
            new CountBand(low, next - 1), Quarters[quarter]);

        int Above(int quarter) => (int)(((long)quarter * asked + 3) / 4);
    }

    /// <summary>All from this to another as one.</summary>
    internal AnswerBand To(AnswerBand last, bool withRate) =>
        new(Low, last.High, new CountBand(Writers.Minimum, last.Writers.Maximum), withRate && Rate == last.Rate ? Rate : null);
}
