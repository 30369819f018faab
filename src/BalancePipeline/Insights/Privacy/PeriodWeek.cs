namespace BalancePipeline.Insights.Privacy;

/// <summary>One week of a four-week period as it was released, with the people whom the period's figures would count.</summary>
internal sealed class PeriodWeek
{
    private readonly HashSet<long> _shown;
    private readonly List<(long TeamId, long Block, int Writers, int Counted)> _teams;

    /// <summary>Reads what the week showed.</summary>
    /// <param name="rows">The week's first release.</param>
    /// <param name="counted">For each team, how many of its own writers of the week the period would count there.</param>
    internal PeriodWeek(IReadOnlyCollection<ReleasedInsight> rows, IReadOnlyDictionary<long, int> counted)
    {
        _shown = [.. rows.Where(row => row.IsShown).Select(row => row.TeamId)];
        var parents = rows.ToDictionary(row => row.TeamId, row => row.ParentId);
        _teams =
        [
            .. from row in rows
               let block = Block(row.TeamId)
               where row.OwnWriters > 0 && block is not null
               select (row.TeamId, block.Value, row.OwnWriters, counted.GetValueOrDefault(row.TeamId)),
        ];

        long? Block(long teamId)
        {
            long? at = teamId;
            while (at is { } team && !_shown.Contains(team)) at = parents[team];
            return at;
        }
    }

    /// <summary>Whether the week showed figures of a team.</summary>
    internal bool Shows(long teamId) => _shown.Contains(teamId);

    /// <summary>
    /// The nodes of the period whose figures would lay people bare: those counted in a block of the week that holds fewer than the
    /// minimum of people whom the period counts nowhere.
    /// </summary>
    internal IEnumerable<int> LaidBare(InsightTree tree, IReadOnlySet<int> periodShows, int minimum)
    {
        var seen = _teams.ConvertAll(team => team.Counted > 0 && tree.Around(team.TeamId).Any(periodShows.Contains));
        var others = _teams.Index().ToLookup(team => team.Item.Block, team => team.Item.Writers - (seen[team.Index] ? team.Item.Counted : 0))
            .ToDictionary(block => block.Key, block => block.Sum());
        return _teams.Index().Where(team => seen[team.Index] && others[team.Item.Block] < minimum)
            .SelectMany(team => tree.Around(team.Item.TeamId).Where(periodShows.Contains));
    }
}
