using BalancePipeline.Insights;
using BalancePipeline.Insights.Privacy;

namespace BalancePipeline.Tests.Insights;

/// <summary>
/// Knows the rules and the size of every group and block. Tries all numbers that could be, puts together those that would be shown in the same
/// way, hidden bands too, and looks what they have in common.
/// </summary>
internal static class KnowingAdversary
{
    /// <summary>Fails where something that can be shown tells that all, none, or some but fewer than the minimum are meant, of a group or block.</summary>
    /// <param name="parents">For each group the group around it, parents first; -1 for an outermost one.</param>
    /// <param name="fewest">The fewest people of each block that can be meant.</param>
    /// <param name="people">The people of each block.</param>
    /// <param name="minimum">The minimum group size.</param>
    /// <param name="show">What is shown for the numbers of the groups.</param>
    internal static void Attack(int[] parents, int[] fewest, int[] people, int minimum, Func<int[], string> show)
    {
        var sizes = AddUp(parents, people).Concat(people).ToArray();
        var before = Empty();
        var possible = new Dictionary<string, bool[][]>();
        foreach (var blocks in Worlds(fewest, people))
        {
            var groups = AddUp(parents, blocks);
            var shown = show(groups);
            if (!possible.TryGetValue(shown, out var counts)) possible[shown] = counts = Empty();
            foreach (var (index, count) in groups.Concat(blocks).Index()) counts[index][count] = before[index][count] = true;
        }

        foreach (var (shown, counts) in possible)
        {
            for (var index = 0; index < counts.Length; index++)
            {
                // What tells before anything is shown, is known anyway.
                Assert.False(
                    CountAdversary.Tells(counts[index], minimum) && !CountAdversary.Tells(before[index], minimum),
                    $"Groups inside {string.Join(' ', parents)} with blocks of {string.Join(' ', people)}, minimum {minimum}: {shown} tells of a few.");
            }
        }

        bool[][] Empty() => [.. sizes.Select(size => new bool[size + 1])];
    }

    /// <summary>All that can be said of labels of nested groups, in the words of each group put together: whoever reads many labels will see it all.</summary>
    /// <param name="parents">For each group the group around it, parents first; -1 for an outermost one.</param>
    /// <param name="told">How many people each is told to have.</param>
    /// <param name="people">The people of each block.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal static string Words(int[] parents, IReadOnlyList<CountBand> told, int[] people, int minimum)
    {
        var bands = new LabelBands(parents, AddUp(parents, people), told, minimum);
        return string.Join("; ", new[] { false, true }.Select(sensitive => string.Join(", ", Worlds(new int[people.Length], people)
            .Select(blocks => Show(bands.Decide(AddUp(parents, blocks), sensitive))).Distinct().Order(StringComparer.Ordinal))));
    }

    /// <summary>Bands as they are read.</summary>
    internal static string Show(IEnumerable<ShareBand?> bands) => string.Join(' ', bands.Select(band => band?.Code ?? "–"));

    /// <summary>The groups' numbers from those of their blocks.</summary>
    internal static int[] AddUp(int[] parents, int[] blocks)
    {
        var groups = blocks.ToArray();
        for (var group = groups.Length - 1; group >= 0; group--)
        {
            if (parents[group] >= 0) groups[parents[group]] += groups[group];
        }

        return groups;
    }

    /// <summary>Every number of each block that could be; the same array each time.</summary>
    internal static IEnumerable<int[]> Worlds(int[] fewest, int[] people)
    {
        var world = fewest.ToArray();
        for (var at = 0; at < world.Length;)
        {
            if (at == 0) yield return world;
            if (++world[at] <= people[at]) at = 0;
            else
            {
                world[at] = fewest[at];
                at++;
            }
        }
    }
}
