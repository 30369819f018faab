namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// How many writers of nested groups carry a label, as bands that taken together tell no more than bands should: whoever adds and subtracts
/// them must not learn that everybody, nobody, or some but fewer than the minimum are meant, of any group or block.
/// Groups are decided from the inside out, cut by cut: two bands stay apart where the bands inside leave room for the minimum of people on either
/// side of the cut. Then nobody can be told apart inside: whatever part of the counts of a group or block is ruled out from below, the minimum is left above it,
/// and likewise from above. There must be room for all sizes that fit what is told of them. So which bands are told as one follows from
/// what is told, and every band that is left can be of all those sizes: nothing that is said of labels tells more of the number of writers.
/// </summary>
internal sealed class LabelBands
{
    // The shares, in tenths, at which bands can be cut; none and all among them.
    private static readonly int[] Shares = [0, 4, 5, 6, 10];

    private readonly IReadOnlyList<int> _parents;
    private readonly IReadOnlyList<int> _sizes;
    private readonly IReadOnlyList<CountBand> _told;
    private readonly int _minimum;
    private readonly Span[] _blocks;
    private readonly bool[] _isInnermost;

    /// <summary>Takes the groups.</summary>
    /// <param name="parents">For each group the group around it, as an index below its own; -1 for an outermost one.</param>
    /// <param name="sizes">People in each group.</param>
    /// <param name="told">How many people each is told to have.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal LabelBands(IReadOnlyList<int> parents, IReadOnlyList<int> sizes, IReadOnlyList<CountBand> told, int minimum)
    {
        _parents = parents;
        _sizes = sizes;
        _told = told;
        _minimum = minimum;
        var blocks = sizes.ToArray();
        var inside = new Span[sizes.Count];
        _isInnermost = [.. sizes.Select(_ => true)];
        foreach (var (group, parent) in parents.Index().Where(group => group.Item >= 0))
        {
            blocks[parent] -= sizes[group];
            inside[parent] += Sizes(group);
            _isInnermost[parent] = false;
        }

        // A block has the minimum of people, or everybody knows that it has none.
        _blocks = [.. blocks.Select((people, group) => people == 0 ? default : Block(told[group], inside[group]))];

        Span Block(CountBand told, Span inside)
        {
            var fewest = Math.Max(minimum, told.Minimum - inside.High);
            return new Span(fewest, Math.Max(fewest, told.Maximum - inside.Low));
        }
    }

    /// <summary>The bands of one label; null where none may be shown.</summary>
    /// <param name="counts">How many of each group carry it.</param>
    /// <param name="sensitive">See <see cref="ShareBand.Cuts"/>.</param>
    internal ShareBand?[] Decide(IReadOnlyList<int> counts, bool sensitive)
    {
        var decided = new ShareBand?[counts.Count];
        var reach = new Reach[counts.Count, Shares.Length];
        for (var group = counts.Count - 1; group >= 0; group--)
        {
            for (var share = 0; share < Shares.Length; share++) reach[group, share] += Reach.Of(_blocks[group], Shares[share]);
            if (!_isInnermost[group]) Narrow(group, reach);

            var cuts = ShareBand.Cuts(_told[group].Minimum, _minimum, sensitive);
            var (first, last) = (0, cuts.Count);
            for (var cut = 0; cut < last; cut++)
            {
                if (!Stays(cuts[cut], group, reach)) continue;
                if (cuts[cut].Next(_sizes[group]) <= counts[group]) first = cut + 1;
                else last = cut;
            }

            decided[group] = ShareBand.Between(cuts, first, last);
            if (_parents[group] is not (>= 0 and var parent)) continue;
            for (var share = 0; share < Shares.Length; share++)
            {
                var known = reach[group, share];
                if (first > 0) known = known.From(cuts[first - 1].Above(Shares[share], Sizes(group)));
                if (last < cuts.Count) known = known.Below(cuts[last].Above(Shares[share], Sizes(group)));
                reach[parent, share] += known;
            }
        }

        return decided;
    }

    /// <summary>The bands of labels of which everybody carries exactly one, told of the innermost groups only.</summary>
    /// <param name="parts">For each label, how many people of each group carry it.</param>
    internal ShareBand?[][] DecideParts(IReadOnlyList<IReadOnlyList<int>> parts) =>
    [
        .. parts.Select(counts => counts.Select((count, group) => _isInnermost[group] ? ShareBand.OfPart(count, _sizes[group], _told[group].Minimum, _minimum) : null).ToArray()),
    ];

    private Span Sizes(int group) => new(_told[group].Minimum, _told[group].Maximum);

    // Above one share they are as much more than above another as the difference of the two is of the group, of which the size is told.
    private void Narrow(int group, Reach[,] reach)
    {
        for (var share = 0; share < Shares.Length; share++)
        {
            for (var other = 0; other < Shares.Length; other++)
            {
                var more = Shares[other] - Shares[share];
                var (first, last) = (more * _told[group].Minimum, more * _told[group].Maximum);
                var difference = new Span(Math.Min(first, last), Math.Max(first, last));
                reach[group, share] = reach[group, share].And(reach[group, other] + new Reach(difference, difference));
            }
        }
    }

    private bool Stays(ShareCut cut, int group, Reach[,] reach)
    {
        var (fewest, most) = reach[group, Array.IndexOf(Shares, cut.Tenths)];
        var next = cut.Above(cut.Tenths, Sizes(group));

        // People are whole: more room than for one fewer than the minimum is room for the minimum.
        var room = 10 * (_minimum - 1);

        // Where the bands inside say it anyway, it tells nothing.
        if (fewest.Low > next.High - 10 || most.High < next.Low) return true;

        // Where they leave open that nobody is meant, "few" leaves that open too, of each of them, however few; likewise everybody, above.
        var (nobody, everybody) = (reach[group, 0].Fewest.High == 0, reach[group, Shares.Length - 1].Most.Low == 0);
        return (nobody || next.Low - 10 - fewest.High > room) && (everybody || most.Low - next.High > room);
    }

    /// <summary>
    /// The fewest and the most of a group who may carry a label, by how many tenths of people they are above a share of the group: from the
    /// least to the greatest over all sizes. Above one and the same share, those of a group are the sums of those of its parts.
    /// </summary>
    private readonly record struct Reach(Span Fewest, Span Most)
    {
        internal static Reach Of(Span people, int tenths) => new(
            new Span(-tenths * people.High, -tenths * people.Low), new Span((10 - tenths) * people.Low, (10 - tenths) * people.High));

        internal Reach From(Span next) => this with { Fewest = new Span(Math.Max(Fewest.Low, next.Low), Math.Max(Fewest.High, next.High)) };

        internal Reach Below(Span next) => this with { Most = new Span(Math.Min(Most.Low, next.Low - 10), Math.Min(Most.High, next.High - 10)) };

        internal Reach And(Reach other) => new(Fewest.And(other.Fewest), Most.And(other.Most));

        public static Reach operator +(Reach left, Reach right) => new(left.Fewest + right.Fewest, left.Most + right.Most);
    }
}
