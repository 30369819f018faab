using System.CommandLine;
using BalancePipeline.Insights;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance release</c>: releases closed weeks now instead of at the timer's next run.</summary>
internal static class ReleaseCommand
{
    internal static Command Create()
    {
        var data = HostOptions.Data();
        var week = new Option<string?>("--week") { Description = "A further edition of a released week, e.g. 2026-W47, after its replies were scored anew." };
        var command = new Command("release", "Release the insights of closed weeks that have none yet.") { data, week };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetRequiredValue(data), call.GetValue(week), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo data, string? week, CancellationToken cancellationToken)
    {
        var again = default(DateOnly);
        if (week is not null && !IsoWeek.TryParse(week, out again)) throw new CommandException($"'{week}' is not an ISO week. Give one such as 2026-W47.");
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        var weeks = await app.Services.GetRequiredService<InsightReleaser>().ReleaseAsync(cancellationToken);
        foreach (var monday in weeks) Console.WriteLine($"released {IsoWeek.Format(monday)}");
        if (week is not null && !weeks.Contains(again)) await ReleaseAgainAsync(app.Services.GetRequiredService<EditionReleaser>(), again, cancellationToken);
        else if (weeks.Count == 0) Console.WriteLine("Nothing to release: no closed week is without a release.");
        return 0;
    }

    private static async Task ReleaseAgainAsync(EditionReleaser editions, DateOnly monday, CancellationToken cancellationToken)
    {
        var week = IsoWeek.Format(monday);
        Console.WriteLine(await editions.ReleaseAsync(monday, cancellationToken) is { } edition
            ? $"released {week}, edition {edition}"
            : $"Nothing to release: {week} is not released yet, or there is no group of which enough replies were scored anew.");
    }
}
