using BalancePipeline.Insights;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Participants;

/// <summary>Renames, moves and merges teams. What was written and released in a team stays with it.</summary>
public sealed partial class TeamChanges(IDbContextFactory<BalanceDb> factory, TimeProvider clock, ILogger<TeamChanges> logger)
{
    /// <summary>Gives a team another path, and so perhaps another place in the tree; the teams below go with it.</summary>
    /// <exception cref="TeamException">There is no such team, or the new path is taken or lies below the team itself.</exception>
    public async Task RenameAsync(string path, string newPath, CancellationToken cancellationToken = default)
    {
        var target = TeamPath.Clean(newPath);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var teams = await db.Teams.ToListAsync(cancellationToken);
        var team = Find(teams, path);
        if (target.Length == 0) throw new TeamException("The new path is empty; give one such as Engineering/Platform.");
        CheckFree(teams, team, target);
        long? parentId = null;
        if (TeamPath.Above(target) is { } above)
        {
            parentId = await (await TeamTree.LoadAsync(db, cancellationToken)).EnsureAsync(above, cancellationToken);

            // Above may have been merged, and so be called otherwise now: whoever leads what it was must not read the team by its path.
            var parent = await db.Teams.SingleAsync(row => row.Id == parentId, cancellationToken);
            target = $"{parent.Path}{target[above.Length..]}";
            CheckFree(teams, team, target);
        }

        Move(teams, team, target, parentId);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogRenamed(logger, team.Id);
    }

    /// <summary>
    /// Makes one team part of another: its people and the teams below go there. Its leaders' rights don't: they hold for what the team
    /// was. The team itself stays for its own replies and insights, and a roster that still names it means the other one.
    /// </summary>
    /// <exception cref="TeamException">There is no such team, or one lies below the other.</exception>
    public async Task<TeamMerge> MergeAsync(string from, string into, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var teams = await db.Teams.ToListAsync(cancellationToken);
        var (source, target) = (Find(teams, from), Find(teams, into));
        if (source == target) throw new TeamException("A team can't be merged with itself.");
        if (IsBelow(target.Path, source.Path)) throw new TeamException($"'{target.Path}' lies below '{source.Path}'; rename it first.");

        var merge = await MergeAsync(db, teams, source, target, IsoWeek.MondayOf(clock.GetUtcNow()), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogMerged(logger, source.Id, target.Id);
        return merge;
    }

    private static async Task<TeamMerge> MergeAsync(BalanceDb db, List<Team> teams, Team source, Team target, DateOnly week, CancellationToken cancellationToken)
    {
        var people = await db.Participants.Where(person => person.TeamId == source.Id)
            .ExecuteUpdateAsync(
                row => row.SetProperty(person => person.FormerTeamId, person => person.TeamSince < week ? person.TeamId : person.FormerTeamId)
                    .SetProperty(person => person.TeamSince, week).SetProperty(person => person.TeamId, target.Id),
                cancellationToken);
        var merge = new TeamMerge(people, 1);
        foreach (var child in teams.Where(team => team.ParentId == source.Id && team.MergedIntoId is null && team != target).ToList())
        {
            var path = $"{target.Path}{Team.Separator}{child.Name}";
            if (teams.Find(team => Same(team.Path, path)) is not { } twin) Move(teams, child, path, target.Id);
            else if (await MergeAsync(db, teams, child, twin, week, cancellationToken) is var below) merge = new TeamMerge(merge.People + below.People, merge.Teams + below.Teams);
        }

        source.MergedIntoId = target.Id;
        return merge;
    }

    private static void CheckFree(List<Team> teams, Team team, string target)
    {
        if (IsBelow(target, team.Path)) throw new TeamException($"'{target}' lies below '{team.Path}' itself.");
        if (teams.Find(other => Same(other.Path, target)) is not { } taken || taken == team) return;
        throw new TeamException(taken.MergedIntoId is null
            ? $"There is a team '{taken.Path}' already; to make one of the two, use 'balance team merge'."
            : $"'{taken.Path}' was merged into another team, and its path still leads there; choose another.");
    }

    private static void Move(List<Team> teams, Team team, string path, long? parentId)
    {
        var old = team.Path;
        team.ParentId = parentId;
        foreach (var moved in teams.Where(other => other == team || IsBelow(other.Path, old)).ToList()) moved.Path = path + moved.Path[old.Length..];
    }

    private static Team Find(List<Team> teams, string path) =>
        teams.Find(team => team.MergedIntoId is null && Same(team.Path, TeamPath.Clean(path)))
        ?? throw new TeamException($"There is no team '{path}'. 'balance team list' shows them all.");

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool IsBelow(string path, string above) => path.StartsWith(above + Team.Separator, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(LogLevel.Information, "Team {TeamId} renamed")]
    private static partial void LogRenamed(ILogger logger, long teamId);

    [LoggerMessage(LogLevel.Information, "Team {TeamId} merged into {IntoId}")]
    private static partial void LogMerged(ILogger logger, long teamId, long intoId);
}

/// <summary>What a merge did.</summary>
/// <param name="People">People moved.</param>
/// <param name="Teams">Teams that became part of another.</param>
public sealed record TeamMerge(int People, int Teams);

/// <summary>A team can't be changed so; the message says why.</summary>
public sealed class TeamException(string message) : Exception(message);
