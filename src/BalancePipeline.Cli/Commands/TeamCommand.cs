using System.CommandLine;
using BalancePipeline.Participants;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance team list|rename|merge</c>: the tree of teams.</summary>
internal static class TeamCommand
{
    internal static Command Create() => new("team", "The teams of the organisation.") { List(), Rename(), Merge() };

    private static Command List()
    {
        var (json, data) = (HostOptions.Json(), HostOptions.Data());
        var command = new Command("list", "Show the teams and how many people are in each.") { json, data };
        command.SetAction((call, cancellationToken) => ListAsync(call.GetValue(json), call.GetRequiredValue(data), cancellationToken));
        return command;
    }

    private static Command Rename()
    {
        var path = new Argument<string>("team") { Description = "Path of the team, e.g. Engineering/Platform." };
        var newPath = new Argument<string>("path") { Description = "Its new path; another place in the tree moves it there." };
        var data = HostOptions.Data();
        var command = new Command("rename", "Give a team another path; the teams below go with it.") { path, newPath, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            await app.Get<TeamChanges>().RenameAsync(call.GetRequiredValue(path), call.GetRequiredValue(newPath), cancellationToken);
            Console.WriteLine("Renamed. Use the new path in the roster from now on.");
            return 0;
        });
        return command;
    }

    private static Command Merge()
    {
        var from = new Argument<string>("team") { Description = "Path of the team that becomes part of the other." };
        var into = new Argument<string>("into") { Description = "Path of the other." };
        var (yes, data) = (HostOptions.Yes(), HostOptions.Data());
        var command = new Command("merge", "Make a team part of another; replies written in it stay under the old team.") { from, into, yes, data };
        command.SetAction(async (call, cancellationToken) =>
        {
            await using var app = await HostOptions.OpenAsync(call.GetRequiredValue(data), cancellationToken);
            HostOptions.Confirm(call.GetValue(yes), $"Merging '{call.GetRequiredValue(from)}' into '{call.GetRequiredValue(into)}'");
            var merge = await app.Get<TeamChanges>().MergeAsync(call.GetRequiredValue(from), call.GetRequiredValue(into), cancellationToken);
            Console.WriteLine($"{merge.Teams} teams merged, {merge.People} people moved. Leaders of a merged team read what it was; name them in the roster to let them read on.");
            return 0;
        });
        return command;
    }

    private static async Task<int> ListAsync(bool json, DirectoryInfo data, CancellationToken cancellationToken)
    {
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        await using var db = await app.OpenDbAsync(cancellationToken);
        var teams = await db.Teams.Where(team => team.MergedIntoId == null).OrderBy(team => team.Path)
            .Select(team => new
            {
                team.Id,
                team.Path,
                People = db.Participants.Count(person => person.TeamId == team.Id && person.Status != ParticipantStatus.Deactivated),
            }).ToListAsync(cancellationToken);
        if (json) return Terminal.WriteJson(teams);
        foreach (var team in teams) Console.WriteLine($"{team.Path}  ({team.People})");
        return 0;
    }
}
