namespace BalancePipeline.Insights;

/// <summary>
/// Decides what may be shown, and is the only place that does. Groups shown in one week are nested or apart, so they cut the
/// writers into blocks: each shown group without the shown groups inside it. Any sum or difference of shown figures is a sum over
/// whole blocks; hence nobody can be told apart when every block is empty or has the minimum of people.
/// </summary>
internal sealed class Disclosure
{
    private readonly InsightTree _tree;
    private readonly IReadOnlyList<Tally> _groups;
    private readonly int _minimum;
    private readonly bool[] _shown;

    private Disclosure(InsightTree tree, IReadOnlyList<Tally> groups, int minimum)
    {
        _tree = tree;
        _groups = groups;
        _minimum = minimum;
        _shown = new bool[tree.Nodes.Count];
    }

    /// <summary>Decides for one week.</summary>
    /// <param name="tree">The teams.</param>
    /// <param name="groups">The writers at or below each node.</param>
    /// <param name="minimum">The minimum group size.</param>
    internal static Disclosure Decide(InsightTree tree, IReadOnlyList<Tally> groups, int minimum)
    {
        var disclosure = new Disclosure(tree, groups, minimum);
        disclosure.Choose();
        return disclosure;
    }

    /// <summary>Whether anything of a node may be shown.</summary>
    internal bool Shows(int node) => _shown[node];

    /// <summary>How many of a node's writers carry a label, as a band; null when not even that may be shown.</summary>
    internal ShareBand? Label(int node, int label) =>
        ShareBand.Of(_groups[node].Labels[label], _groups[node].Writers, _minimum, IsSensitive(label));

    /// <summary>How many of a node's writers stand at a position.</summary>
    internal ShareBand? Position(int node, int position) =>
        ShareBand.Of(_groups[node].Positions[position], _groups[node].Writers, _minimum, sensitive: false);

    /// <summary>How many people wrote: from the minimum, doubling.</summary>
    internal CountBand Writers(int node)
    {
        var low = _minimum;
        while (low * 2 <= _groups[node].Writers) low *= 2;
        return new CountBand(low, low * 2 - 1);
    }

    private static bool IsSensitive(int label) => LabelSet.All[label].Kind is Scoring.LabelKind.Neglected or Scoring.LabelKind.Risk;

    private bool IsLargeEnough(int node) => _groups[node].Writers >= _minimum;

    private void Choose()
    {
        if (!IsLargeEnough(0)) return;
        var shown = new Stack<int>([0]);
        while (shown.TryPop(out var node))
        {
            _shown[node] = true;
            foreach (var below in ChooseBelow(node)) shown.Push(below);
        }
    }

    /// <summary>
    /// The groups to show inside a shown one. While what is left over is a group below the minimum, the smallest of them is
    /// hidden and the groups inside it take its place.
    /// </summary>
    private IEnumerable<int> ChooseBelow(int node)
    {
        var candidates = new PriorityQueue<int, (int, long)>();
        var rest = _groups[node].Writers;
        Offer(node);
        while (rest > 0 && rest < _minimum && candidates.TryDequeue(out var smallest, out _))
        {
            rest += _groups[smallest].Writers;
            Offer(smallest);
        }

        return candidates.UnorderedItems.Select(item => item.Element);

        void Offer(int parent)
        {
            foreach (var child in _tree.Children[parent].Where(IsLargeEnough))
            {
                candidates.Enqueue(child, (_groups[child].Writers, _tree.Nodes[child].TeamId));
                rest -= _groups[child].Writers;
            }
        }
    }
}
