using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Participants;

/// <summary>The teams by path, so that new ones can be added with everything above them.</summary>
internal sealed class TeamTree
{
    private readonly BalanceDb _db;
    private readonly Dictionary<string, Team> _byPath;

    private TeamTree(BalanceDb db, IEnumerable<Team> teams)
    {
        _db = db;
        _byPath = teams.ToDictionary(team => team.Path, StringComparer.OrdinalIgnoreCase);
    }

    internal static async Task<TeamTree> LoadAsync(BalanceDb db, CancellationToken cancellationToken) =>
        new(db, await db.Teams.ToListAsync(cancellationToken));

    /// <summary>The team of that path; added to the context when it is new, with the teams above it.</summary>
    internal Team Ensure(string path)
    {
        if (_byPath.TryGetValue(path, out var team)) return team;
        var above = path.LastIndexOf(Team.Separator);
        team = new Team { Path = path, Parent = above < 0 ? null : Ensure(path[..above]) };
        _db.Teams.Add(team);
        return _byPath[path] = team;
    }
}
