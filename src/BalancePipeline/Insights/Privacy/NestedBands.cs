namespace BalancePipeline.Insights.Privacy;

/// <summary>
/// Bands for numbers of writers of groups inside one another, such that bands taken together tell no more than bands should: whoever adds
/// and subtracts them must not learn that everybody, nobody, or some but fewer than the minimum wrote or did not, of any group or block.
/// Groups are decided from the inside out. Bands of which one would tell such a thing, were it shown beside the bands inside, are made one with
/// the next. That follows from how many were asked and from what is shown inside, never from the group's own number: so neither what is shown nor what is hidden tells.
/// </summary>
internal sealed class NestedBands
{
    private readonly IReadOnlyList<int> _parents;
    private readonly IReadOnlyList<Block> _blocks;
    private readonly int _minimum;
    private readonly ILookup<int, int> _inside;
    private readonly int[] _people;
    private readonly Span[] _possible;

    /// <summary>Takes groups that cut people into blocks.</summary>
    /// <param name="parents">For each group the group around it, as an index below its own; -1 for an outermost one.</param>
    /// <param name="blocks">For each group, who is in it and in no group inside.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal NestedBands(IReadOnlyList<int> parents, IReadOnlyList<Block> blocks, int minimum)
    {
        _parents = parents;
        _blocks = blocks;
        _minimum = minimum;
        _inside = parents.Index().ToLookup(group => group.Item, group => group.Index);
        _people = [.. blocks.Select(block => block.People)];
        _possible = [.. blocks.Select(block => block.Possible)];
        for (var group = parents.Count - 1; group >= 0; group--)
        {
            if (parents[group] is not (>= 0 and var parent)) continue;
            _people[parent] += _people[group];
            _possible[parent] += _possible[group];
        }
    }

    /// <summary>Decides the bands.</summary>
    /// <param name="counts">The number of each group.</param>
    /// <param name="bandOf">The band of a group (first) that a number (second) would fall in. Bands of a group don't overlap.</param>
    /// <returns>For each group the first and the last of the bands that were made one, the same where none was.</returns>
    internal (AnswerBand First, AnswerBand Last)[] Decide(IReadOnlyList<int> counts, Func<int, int, AnswerBand> bandOf)
    {
        var decided = new (AnswerBand First, AnswerBand Last)[counts.Count];
        var sums = _blocks.Select(block => block.Possible).ToArray();
        var known = new Span[counts.Count];
        for (var group = counts.Count - 1; group >= 0; group--)
        {
            var bands = Merge(Bands(group, sums[group], bandOf), range => Tells(group, range, known, sums));
            var chosen = bands.FindIndex(band => band.Range.Low <= counts[group] && counts[group] <= band.Range.High);
            known[group] = chosen >= 0 ? bands[chosen].Range : sums[group];

            // Those who wrote can be more than were asked; then the number is beyond all bands that were thought possible.
            var own = bandOf(group, counts[group]);
            decided[group] = chosen >= 0 ? (bands[chosen].First, bands[chosen].Last) : (own, own);
            if (_parents[group] is >= 0 and var parent) sums[parent] += known[group];
        }

        return decided;
    }

    private static List<(Span Range, AnswerBand First, AnswerBand Last)> Bands(int group, Span sum, Func<int, int, AnswerBand> bandOf)
    {
        var bands = new List<(Span, AnswerBand, AnswerBand)>();
        for (var count = sum.Low; count <= sum.High;)
        {
            var band = bandOf(group, count);
            count = band.High + 1;
            if (sum.And(new Span(band.Low, band.High)) is { IsEmpty: false } range) bands.Add((range, band, band));
        }

        return bands;
    }

    // All bands as one hold what the inside allows anyway, which tells nothing; so this ends.
    private static List<(Span Range, AnswerBand First, AnswerBand Last)> Merge(List<(Span Range, AnswerBand First, AnswerBand Last)> bands, Func<Span, bool> tells)
    {
        for (var at = 0; at < bands.Count && bands.Count > 1;)
        {
            if (!tells(bands[at].Range))
            {
                at++;
                continue;
            }

            // Rather no rate is told than a wider band of writers.
            if (at > 0 && (at == bands.Count - 1 || (bands[at - 1].Last.Writers == bands[at].First.Writers && bands[at].Last.Writers != bands[at + 1].First.Writers))) at--;
            var (lower, upper) = (bands[at], bands[at + 1]);
            bands[at] = (new Span(lower.Range.Low, upper.Range.High), lower.First, upper.Last);
            bands.RemoveAt(at + 1);
        }

        return bands;
    }

    /// <summary>Whether a range of a group would, with what is known of the groups inside, tell of it or of any group or block inside.</summary>
    private bool Tells(int group, Span range, Span[] known, Span[] sums)
    {
        if (range != _possible[group] && range.Tells(_people[group], _minimum)) return true;

        var possible = _blocks[group].Possible;
        var block = possible.And(range.Without(sums[group], possible));
        if (block != possible && block.Tells(_blocks[group].People, _minimum)) return true;

        foreach (var inside in _inside[group])
        {
            // Where nothing new is known of a group, nothing new is of anything inside.
            var narrowed = known[inside].And(range.Without(sums[group], known[inside]));
            if (narrowed != known[inside] && Tells(inside, narrowed, known, sums)) return true;
        }

        return false;
    }
}

/// <summary>The people of a group who are in no group inside it.</summary>
/// <param name="People">How many they are.</param>
/// <param name="Possible">How many of them may have written, as far as everybody knows.</param>
internal readonly record struct Block(int People, Span Possible);
