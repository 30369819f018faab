namespace BalancePipeline.Insights.Privacy;

/// <summary>How many people each team gained and lost between two weeks, whether people moved or teams did.</summary>
internal sealed class Turnover
{
    private readonly InsightTree _was;
    private readonly InsightTree _now;
    private readonly int[] _gained;
    private readonly int[] _lost;

    /// <summary>Nobody has moved yet.</summary>
    /// <param name="was">The teams in the earlier week.</param>
    /// <param name="now">The teams in the later one.</param>
    internal Turnover(InsightTree was, InsightTree now)
    {
        (_was, _now) = (was, now);
        _gained = new int[now.Nodes.Count];
        _lost = new int[now.Nodes.Count];
    }

    /// <summary>True when a difference of the weeks tells of nobody: of those who joined or left there are none, or the minimum.</summary>
    internal bool Allows(long teamId, int minimum) => _now.Around(teamId).FirstOrDefault(-1) is var node and >= 0
        && (_gained[node] == 0 || _gained[node] >= minimum) && (_lost[node] == 0 || _lost[node] >= minimum);

    /// <summary>Counts people who were in one team and are in another, or in none.</summary>
    internal void Count(long? before, long? now, int people)
    {
        if (people == 0) return;
        var was = Teams(_was, before);
        var isNow = Teams(_now, now);
        foreach (var team in isNow.Except(was)) _gained[_now.IndexOf(team)] += people;
        foreach (var team in was.Except(isNow))
        {
            if (_now.Around(team).FirstOrDefault(-1) is var node and >= 0) _lost[node] += people;
        }
    }

    private static List<long> Teams(InsightTree tree, long? team) =>
        team is { } id ? [.. tree.Around(id).Select(node => tree.Nodes[node].TeamId)] : [];
}
