namespace BalancePipeline.Tests.Insights;

/// <summary>Works out which numbers of people the released bands still allow, by trying all sums. Knows the size of every group.</summary>
/// <param name="parents">For each group the group around it, parents first; -1 for an outermost one.</param>
/// <param name="sizes">People in each group.</param>
internal sealed class CountAdversary(int[] parents, int[] sizes)
{
    /// <summary>For every group, then for every block, which counts are possible.</summary>
    /// <param name="allows">Whether the band of a group allows a count.</param>
    /// <param name="fewest">The fewest people that can be meant of a block that has so many.</param>
    internal (bool[][] Groups, bool[][] Blocks) Possible(Func<int, int, bool> allows, int fewest = 0)
    {
        var children = Enumerable.Range(0, parents.Length).ToLookup(group => parents[group]);
        var blocks = sizes.Select((size, group) => Upto(size - children[group].Sum(child => sizes[child])))
            .Select(block => block.Select((_, count) => count >= Math.Min(fewest, block.Length - 1)).ToArray()).ToArray();
        var inside = new bool[sizes.Length][];
        for (var group = sizes.Length - 1; group >= 0; group--)
        {
            var sums = children[group].Aggregate(blocks[group], (sums, child) => Add(sums, inside[child]));
            inside[group] = [.. sums.Select((possible, count) => possible && allows(group, count))];
        }

        var groups = new bool[sizes.Length][];
        var own = new bool[sizes.Length][];
        for (var group = 0; group < sizes.Length; group++)
        {
            if (parents[group] < 0) groups[group] = inside[group];
            else
            {
                var siblings = children[parents[group]].Where(child => child != group)
                    .Aggregate(blocks[parents[group]], (sums, child) => Add(sums, inside[child]));
                groups[group] = Fits(inside[group], siblings, groups[parents[group]]);
            }
        }

        for (var group = 0; group < sizes.Length; group++)
        {
            var others = children[group].Aggregate(Upto(0), (sums, child) => Add(sums, inside[child]));
            own[group] = Fits(blocks[group], others, groups[group]);
        }

        return (groups, own);
    }

    /// <summary>True when what is possible says that all, none, or some but fewer than the minimum are meant, on either side.</summary>
    internal static bool Tells(bool[] possible, int minimum)
    {
        var size = possible.Length - 1;
        if (size == 0) return false;
        var counts = Enumerable.Range(0, size + 1).Where(count => possible[count]).ToList();
        return counts.Count == 0 || TellsOfFew(counts, minimum) || TellsOfFew(counts.ConvertAll(count => size - count), minimum);
    }

    private static bool TellsOfFew(List<int> counts, int minimum) => counts.All(count => count == 0) || counts.All(count => count > 0 && count < minimum);

    private static bool[] Upto(int size) => [.. Enumerable.Repeat(true, size + 1)];

    private static bool[] Add(bool[] left, bool[] right)
    {
        var sums = new bool[left.Length + right.Length - 1];
        for (var l = 0; l < left.Length; l++)
        {
            for (var r = 0; left[l] && r < right.Length; r++) sums[l + r] |= right[r];
        }

        return sums;
    }

    private static bool[] Fits(bool[] part, bool[] rest, bool[] whole) =>
        [.. part.Select((possible, count) => possible && rest.Index().Any(other => other.Item && count + other.Index < whole.Length && whole[count + other.Index]))];
}
