using System.CommandLine;
using BalancePipeline.Participants;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance roster import</c>: teams, people and leaders from a CSV file.</summary>
internal static class RosterCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "CSV in UTF-8 with the columns " + string.Join(',', RosterRow.Columns) };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be done, and do nothing." };
    private static readonly Option<bool> SkipBad = new("--skip-bad") { Description = "Import the good rows even when others are bad." };
    private static readonly Option<bool> DeactivateMissing = new("--deactivate-missing") { Description = "Stop asking people who are not in the file." };

    internal static Command Create()
    {
        var data = HostOptions.Data();
        var json = HostOptions.Json();
        var import = new Command("import", "Bring teams, people and leaders in line with a CSV file.") { File, DryRun, SkipBad, DeactivateMissing, json, data };
        import.SetAction((call, cancellationToken) => ImportAsync(
            call.GetRequiredValue(File),
            new RosterImportHow(call.GetValue(DryRun), call.GetValue(SkipBad), call.GetValue(DeactivateMissing)),
            call.GetValue(json),
            call.GetRequiredValue(data),
            cancellationToken));
        return new Command("roster", "The people who are asked.") { import };
    }

    private static async Task<int> ImportAsync(FileInfo file, RosterImportHow how, bool json, DirectoryInfo data, CancellationToken cancellationToken)
    {
        if (!file.Exists) throw new CommandException($"There is no file '{file}'.");
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        await using var bytes = file.OpenRead();
        using var text = RosterFile.Open(bytes);
        var report = await Terminal.WithProgressAsync($"Importing {file.Name}", tell => app.Get<RosterImport>().ImportAsync(
            text, how, new Direct(_ => tell((double)bytes.Position / Math.Max(1, bytes.Length))), cancellationToken));
        if (json) Terminal.WriteJson(report);
        else await WriteAsync(report, how);
        return report.Refused ? CommandLine.Failed : 0;
    }

    private static async Task WriteAsync(RosterReport report, RosterImportHow how)
    {
        foreach (var row in report.BadRows) await Console.Error.WriteLineAsync($"line {row.Line}: {row.Reason}");
        if (report.Refused)
        {
            await Console.Error.WriteLineAsync(
                $"balance: {report.BadRows.Count} of {report.Rows} rows can't be imported, so nothing {(how.DryRun ? "would be" : "was")} changed. "
                + (how.DeactivateMissing ? "Put them right: nobody is deactivated by a file that can't be read in full." : "Put them right, or add --skip-bad."));
            return;
        }

        foreach (var person in report.Missing) Console.WriteLine($"not in the roster: {person.Email}");
        if (report.Missing.Count > 0 && !how.DeactivateMissing) Console.WriteLine("People who are not in the roster are still asked; --deactivate-missing stops that.");
        Console.WriteLine(
            $"{(how.DryRun ? "Would be: " : "")}{report.Added} people added, {report.Updated} updated, {report.CameBack} back again, {report.Unchanged} unchanged, "
            + $"{report.Deactivated} deactivated, {report.BadRows.Count} bad rows passed over, {report.TeamsAdded} teams added.");
    }

    // Progress<T> would tell from another thread, and after the end.
    private sealed class Direct(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
