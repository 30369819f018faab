using System.CommandLine;
using BalancePipeline.Participants;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance roster import</c>: teams, people and leaders from a CSV file.</summary>
internal static class RosterCommand
{
    internal static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV with the columns " + string.Join(',', RosterRow.Columns) };
        var data = HostOptions.Data();
        var import = new Command("import", "Bring teams, people and leaders in line with a CSV file.") { file, data };
        import.SetAction((call, cancellationToken) => ImportAsync(call.GetRequiredValue(file), call.GetRequiredValue(data), cancellationToken));
        return new Command("roster", "The people who are asked.") { import };
    }

    private static async Task<int> ImportAsync(FileInfo file, DirectoryInfo data, CancellationToken cancellationToken)
    {
        if (!file.Exists) throw new CommandException($"There is no file '{file}'.");
        using var text = file.OpenText();
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        var report = await app.Services.GetRequiredService<RosterImport>().ImportAsync(text, cancellationToken);
        foreach (var row in report.BadRows) await Console.Error.WriteLineAsync($"line {row.Line}: {row.Reason}");
        if (report.BadRows.Count > 0) throw new CommandException($"{report.BadRows.Count} rows can't be imported; nothing was changed.");
        Console.WriteLine($"{report.Added} people added, {report.Kept} already there.");
        return 0;
    }
}
