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
        var command = new Command("release", "Release the insights of closed weeks that have none yet.") { data };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetRequiredValue(data), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo data, CancellationToken cancellationToken)
    {
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        var weeks = await app.Services.GetRequiredService<InsightReleaser>().ReleaseAsync(cancellationToken);
        foreach (var week in weeks) Console.WriteLine($"released {IsoWeek.Format(week)}");
        if (weeks.Count == 0) Console.WriteLine("Nothing to release: no closed week is without a release.");
        return 0;
    }
}
