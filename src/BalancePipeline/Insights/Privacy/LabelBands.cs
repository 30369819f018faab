namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// Bands for counts of people in nested groups, such that bands taken together tell no more than bands should: whoever adds and
/// subtracts them must not learn that everybody, nobody, or some but fewer than the minimum are meant, of any group or block.
/// </summary>
/// <param name="parents">For each group the group around it, as an index below its own; -1 for an outermost one.</param>
/// <param name="sizes">People in each group.</param>
/// <param name="minimum">The minimum group size.</param>
internal sealed class LabelBands(IReadOnlyList<int> parents, IReadOnlyList<int> sizes, int minimum)
{
    private readonly int[] _blocks = Blocks(parents, sizes);
    private readonly ILookup<int, int> _inside = parents.Index().ToLookup(group => group.Item, group => group.Index);

    /// <summary>The bands of one label.</summary>
    internal ShareBand?[] Decide(IReadOnlyList<int> counts, bool sensitive) => Decide([counts], sensitive)[0];

    /// <summary>The bands of labels of which every person carries exactly one; with a single one, of a label on its own.</summary>
    /// <param name="parts">For each label, how many people of each group carry it.</param>
    /// <param name="sensitive">See <see cref="ShareBand.Of"/>.</param>
    internal ShareBand?[][] Decide(IReadOnlyList<IReadOnlyList<int>> parts, bool sensitive)
    {
        var bands = parts.Select(counts => counts.Select((count, group) => ShareBand.Of(count, sizes[group], minimum, sensitive)).ToArray()).ToArray();
        while (FindTold(bands) is { Count: > 0 } told)
        {
            var hidden = told.Sum(group => HideAround(bands, group));
            if (hidden == 0) HideAround(bands, _inside[-1]);
        }

        return bands;
    }

    /// <summary>Groups of which, or of whose block, the bands together tell too much.</summary>
    private List<int> FindTold(ShareBand?[][] bands)
    {
        var groups = bands.Select(part => part.Select((band, group) => band is null ? new Span(0, sizes[group]) : new Span(band.Low, band.High)).ToArray()).ToArray();
        var blocks = bands.Select(_ => _blocks.Select(size => new Span(0, size)).ToArray()).ToArray();
        var changed = true;
        while (changed)
        {
            for (var part = 0; part < bands.Length; part++) Narrow(groups[part], blocks[part]);
            changed = bands.Length > 1 && (NarrowByWhole(groups, sizes) | NarrowByWhole(blocks, _blocks));
        }

        return [.. Enumerable.Range(0, sizes.Count).Where(group =>
            groups.Any(part => Tells(part[group], sizes[group])) || blocks.Any(part => Tells(part[group], _blocks[group])))];
    }

    /// <summary>What a group holds is what its block and the groups inside hold: up from the inside, then down from the outside.</summary>
    private void Narrow(Span[] groups, Span[] blocks)
    {
        var sums = blocks.ToArray();
        for (var group = groups.Length - 1; group >= 0; group--)
        {
            groups[group] = groups[group].And(sums[group]);
            if (parents[group] is var parent and >= 0) sums[parent] += groups[group];
        }

        for (var group = 0; group < groups.Length; group++)
        {
            if (parents[group] is var parent and >= 0) groups[group] = groups[group].And(groups[parent].Without(sums[parent], groups[group]));
        }

        for (var group = 0; group < groups.Length; group++) blocks[group] = blocks[group].And(groups[group].Without(sums[group], blocks[group]));
    }

    private static bool NarrowByWhole(Span[][] parts, IReadOnlyList<int> wholes)
    {
        var changed = false;
        for (var group = 0; group < wholes.Count; group++)
        {
            var sum = parts.Aggregate(default(Span), (sum, part) => sum + part[group]);
            foreach (var part in parts)
            {
                var narrowed = part[group].And(new Span(wholes[group], wholes[group]).Without(sum, part[group]));
                changed |= narrowed != part[group];
                part[group] = narrowed;
            }
        }

        return changed;
    }

    private bool Tells(Span carry, int size) =>
        size > 0 && (TellsOfFew(carry.Low, carry.High) || TellsOfFew(size - carry.High, size - carry.Low));

    // Nobody at all, or some but fewer than the minimum.
    private bool TellsOfFew(int low, int high) => high == 0 || (low > 0 && high < minimum);

    /// <summary>Hides the bands inside a group that tells too much; where there are none, its own with those beside it.</summary>
    private int HideAround(ShareBand?[][] bands, int told)
    {
        var inside = HideAround(bands, _inside[told]);
        return inside > 0 ? inside : HideAround(bands, parents[told] < 0 ? [told] : _inside[parents[told]]);
    }

    /// <returns>How many bands were there to hide, in these groups and all inside them.</returns>
    private int HideAround(ShareBand?[][] bands, IEnumerable<int> groups)
    {
        var hidden = 0;
        var open = new Stack<int>(groups);
        while (open.TryPop(out var group))
        {
            foreach (var part in bands)
            {
                if (part[group] is not null) hidden++;
                part[group] = null;
            }

            foreach (var inside in _inside[group]) open.Push(inside);
        }

        return hidden;
    }

    private static int[] Blocks(IReadOnlyList<int> parents, IReadOnlyList<int> sizes)
    {
        var blocks = sizes.ToArray();
        for (var group = 0; group < blocks.Length; group++)
        {
            if (parents[group] >= 0) blocks[parents[group]] -= sizes[group];
        }

        return blocks;
    }

    /// <summary>Whole numbers from one to another.</summary>
    private readonly record struct Span(int Low, int High)
    {
        internal Span And(Span other) => new(Math.Max(Low, other.Low), Math.Min(High, other.High));

        /// <summary>What is left for one part of a sum that this is the whole of.</summary>
        internal Span Without(Span sum, Span part) => new(Low - (sum.High - part.High), High - (sum.Low - part.Low));

        public static Span operator +(Span left, Span right) => new(left.Low + right.Low, left.High + right.High);
    }
}
