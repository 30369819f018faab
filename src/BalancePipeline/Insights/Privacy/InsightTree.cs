using BalancePipeline.Insights.Figures;

namespace BalancePipeline.Insights.Privacy;

/// <summary>The organisation as a release sees it: one root for everybody, the teams below it, each after the team it is part of.</summary>
internal sealed class InsightTree
{
    /// <summary>The id under which the whole organisation is released. No team has it.</summary>
    internal const long Organization = 0;

    private readonly Dictionary<long, int> _indexes;
    private readonly ILookup<int, int> _children;

    private InsightTree(IReadOnlyList<InsightNode> nodes)
    {
        Nodes = nodes;
        _indexes = nodes.Index().ToDictionary(node => node.Item.TeamId, node => node.Index);
        _children = nodes.Index().ToLookup(node => node.Item.Parent, node => node.Index);
    }

    /// <summary>All nodes, parents first; the organisation is the first.</summary>
    internal IReadOnlyList<InsightNode> Nodes { get; }

    /// <summary>The tree of these teams. A team whose parent is not among them stands directly below the organisation.</summary>
    internal static InsightTree Of(IReadOnlyCollection<(long Id, long? ParentId, string Path)> teams)
    {
        var known = teams.Select(team => team.Id).ToHashSet();
        var below = teams.OrderBy(team => team.Path, StringComparer.OrdinalIgnoreCase)
            .ToLookup(team => team.ParentId is { } parent && known.Contains(parent) ? parent : Organization);
        var nodes = new List<InsightNode>(teams.Count + 1) { new(Organization, -1, "") };
        for (var at = 0; at < nodes.Count; at++)
        {
            nodes.AddRange(below[nodes[at].TeamId].Select(team => new InsightNode(team.Id, at, team.Path)));
        }

        return new InsightTree(nodes);
    }

    /// <summary>The node of a team.</summary>
    internal int IndexOf(long teamId) => _indexes[teamId];

    /// <summary>The outermost nodes, or those strictly inside a node, that meet a condition.</summary>
    internal IEnumerable<int> Outermost(Func<int, bool> condition, int around = -1)
    {
        var open = new Stack<int>(_children[around]);
        while (open.TryPop(out var node))
        {
            if (condition(node)) yield return node;
            else foreach (var child in _children[node]) open.Push(child);
        }
    }

    /// <summary>The team's node and those around it, from the inside out; nothing for a team that is not in the tree.</summary>
    internal IEnumerable<int> Around(long teamId)
    {
        for (var node = _indexes.GetValueOrDefault(teamId, -1); node >= 0; node = Nodes[node].Parent) yield return node;
    }

    /// <summary>For each node, the innermost shown node that it is or lies in; -1 for one that lies in none.</summary>
    internal int[] Blocks(Func<int, bool> shows)
    {
        var blocks = new int[Nodes.Count];
        for (var node = 0; node < blocks.Length; node++) blocks[node] = shows(node) ? node : node == 0 ? -1 : blocks[Nodes[node].Parent];
        return blocks;
    }

    /// <summary>For each node, whether it or any node inside it meets a condition.</summary>
    internal bool[] AnyInside(Func<int, bool> condition)
    {
        var any = Enumerable.Range(0, Nodes.Count).Select(condition).ToArray();
        for (var node = any.Length - 1; node > 0; node--) any[Nodes[node].Parent] |= any[node];
        return any;
    }

    /// <summary>Adds every node's group into the node above, from the leaves up.</summary>
    internal void AddUp(IReadOnlyList<Tally> groups)
    {
        for (var node = Nodes.Count - 1; node > 0; node--) groups[Nodes[node].Parent].Add(groups[node]);
    }
}

/// <summary>A node of the tree.</summary>
/// <param name="TeamId">The team, or <see cref="InsightTree.Organization"/>.</param>
/// <param name="Parent">Index of the node above; -1 for the organisation.</param>
/// <param name="Path">The team's path; empty for the organisation.</param>
internal sealed record InsightNode(long TeamId, int Parent, string Path);
