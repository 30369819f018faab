namespace BalancePipeline.Insights.Privacy;

/// <summary>How many writers of nested groups carry a label, as bands.</summary>
internal sealed class LabelBands
{
    private readonly IReadOnlyList<int> _sizes;
    private readonly IReadOnlyList<int> _atLeast;
    private readonly int _minimum;
    private readonly NestedBands _bands;
    private readonly bool[] _isInnermost;

    /// <summary>Takes the groups.</summary>
    /// <param name="parents">For each group the group around it, as an index below its own; -1 for an outermost one.</param>
    /// <param name="sizes">People in each group.</param>
    /// <param name="atLeast">How many people each is told to have at least.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal LabelBands(IReadOnlyList<int> parents, IReadOnlyList<int> sizes, IReadOnlyList<int> atLeast, int minimum)
    {
        _sizes = sizes;
        _atLeast = atLeast;
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
        .. _bands.Decide(counts, (group, count) => ShareBand.Of(count, _sizes[group], _atLeast[group], _minimum, sensitive))
            .Select((band, group) => band?.First.UpTo(band.Value.Last, _sizes[group])),
    ];

    /// <summary>The bands of labels of which everybody carries exactly one, told of the innermost groups only.</summary>
    /// <param name="parts">For each label, how many people of each group carry it.</param>
    internal ShareBand?[][] DecideParts(IReadOnlyList<IReadOnlyList<int>> parts) =>
    [
        .. parts.Select(counts => counts.Select((count, group) => _isInnermost[group] ? ShareBand.OfPart(count, _sizes[group], _atLeast[group], _minimum) : null).ToArray()),
    ];
}
