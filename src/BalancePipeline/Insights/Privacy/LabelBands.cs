namespace BalancePipeline.Insights.Privacy;

/// <summary>How many writers of nested groups carry a label, as bands.</summary>
internal sealed class LabelBands
{
    private readonly IReadOnlyList<int> _sizes;
    private readonly int _minimum;
    private readonly NestedBands _bands;
    private readonly bool[] _isInnermost;

    /// <summary>Takes the groups.</summary>
    /// <param name="parents">For each group the group around it, as an index below its own; -1 for an outermost one.</param>
    /// <param name="sizes">People in each group.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal LabelBands(IReadOnlyList<int> parents, IReadOnlyList<int> sizes, int minimum)
    {
        _sizes = sizes;
        _minimum = minimum;
        var blocks = sizes.ToArray();
        _isInnermost = [.. sizes.Select(_ => true)];
        foreach (var (group, parent) in parents.Index().Where(group => group.Item >= 0))
        {
            blocks[parent] -= sizes[group];
            _isInnermost[parent] = false;
        }

        _bands = new NestedBands(parents, [.. blocks.Select(people => new Block(people, new Span(0, people)))], minimum);
    }

    /// <summary>The bands of one label; null where none may be shown.</summary>
    /// <param name="counts">How many of each group carry it.</param>
    /// <param name="sensitive">See <see cref="ShareBand.Of"/>.</param>
    internal ShareBand?[] Decide(IReadOnlyList<int> counts, bool sensitive) =>
    [
        .. _bands.Decide(counts, (group, count) => ShareBand.Of(count, _sizes[group], _minimum, sensitive))
            .Select((band, group) => band?.First.UpTo(band.Value.Last, _sizes[group])),
    ];

    /// <summary>
    /// The bands of labels of which every person carries exactly one. They are told of the innermost groups only, and by their sizes:
    /// where any bands that add up to the whole would tell more than bands should, it is only told which label most carry.
    /// </summary>
    /// <param name="parts">For each label, how many people of each group carry it.</param>
    internal ShareBand?[][] DecideParts(IReadOnlyList<IReadOnlyList<int>> parts)
    {
        var tells = _sizes.Distinct().ToDictionary(size => size, size => PartsTell(size, parts.Count));
        return [.. parts.Select(counts => counts.Select((count, group) => !_isInnermost[group] ? null : BandOf(count, _sizes[group])).ToArray())];

        ShareBand? BandOf(int count, int size) => tells[size] ? ShareBand.Majority(count, size) : ShareBand.Of(count, size, _minimum, sensitive: false);
    }

    /// <summary>Whether, of a group of that size, any bands that add up to it would tell more than bands should.</summary>
    private bool PartsTell(int size, int parts)
    {
        var bands = new List<Span>();
        for (var count = 0; count <= size; count = bands[^1].High + 1)
        {
            var band = ShareBand.Of(count, size, _minimum, sensitive: false)!;
            bands.Add(new Span(band.Low, band.High));
        }

        return Combinations(parts, 0).Any(combination =>
        {
            var sum = combination.Aggregate((sum, band) => sum + band);
            return sum.Low <= size && size <= sum.High
                && combination.Any(band => band.And(new Span(size, size).Without(sum, band)).Tells(size, _minimum));
        });

        IEnumerable<IEnumerable<Span>> Combinations(int count, int from) => count == 0
            ? [[]]
            : Enumerable.Range(from, bands.Count - from).SelectMany(first => Combinations(count - 1, first).Select(rest => rest.Prepend(bands[first])));
    }
}
