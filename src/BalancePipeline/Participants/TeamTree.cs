using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Participants;

/// <summary>The teams by path, so that new ones can be added with everything above them.</summary>
internal sealed class TeamTree
{
    private readonly BalanceDb _db;
    private readonly Dictionary<string, long> _byPath;

    private TeamTree(BalanceDb db, Dictionary<string, long> byPath)
    {
        _db = db;
        _byPath = byPath;
    }

    /// <summary>Teams added so far.</summary>
    internal int Added { get; private set; }

    internal static async Task<TeamTree> LoadAsync(BalanceDb db, CancellationToken cancellationToken)
    {
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(team => team.Id, cancellationToken);
        return new TeamTree(db, teams.Values.ToDictionary(team => team.Path, team => Living(team, teams).Id, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The team of that path; added with the teams above it when it is new. A path that was merged leads to what it became part of.</summary>
    internal async Task<long> EnsureAsync(string path, CancellationToken cancellationToken)
    {
        if (_byPath.TryGetValue(path, out var known)) return known;
        var team = new Team { Path = path };
        if (TeamPath.Above(path) is { } above)
        {
            team.ParentId = await EnsureAsync(above, cancellationToken);

            // Above may have been merged, and so be called otherwise now.
            var parent = await _db.Teams.AsNoTracking().SingleAsync(row => row.Id == team.ParentId, cancellationToken);
            team.Path = $"{parent.Path}{Team.Separator}{team.Name}";
            if (_byPath.TryGetValue(team.Path, out known)) return _byPath[path] = known;
        }

        _db.Teams.Add(team);
        await _db.SaveChangesAsync(cancellationToken);
        Added++;
        return _byPath[path] = _byPath[team.Path] = team.Id;
    }

    private static Team Living(Team team, Dictionary<long, Team> teams)
    {
        while (team.MergedIntoId is { } into) team = teams[into];
        return team;
    }
}
