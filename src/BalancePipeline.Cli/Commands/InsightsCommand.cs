using System.CommandLine;
using System.Globalization;
using BalancePipeline.Access;
using BalancePipeline.Api;
using BalancePipeline.Insights;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance insights TEAM</c>: what the dashboard shows, in the terminal.</summary>
internal static class InsightsCommand
{
    private const string Ticks = "▁▂▃▄▅▆▇█";

    internal static Command Create()
    {
        var data = HostOptions.Data();
        var team = new Argument<string>("team") { Description = "The team's path, e.g. Engineering/Platform; '/' for the whole organisation." };
        var weeks = new Option<int>("--weeks") { Description = "How many weeks back.", DefaultValueFactory = _ => WeekRange.Usual };
        var json = new Option<bool>("--json") { Description = "The insights as the API serves them, one a line." };
        var csv = new Option<bool>("--csv") { Description = "The insights as a table for spreadsheets." };
        var command = new Command("insights", "Print the released insights of a team.") { data, team, weeks, json, csv };
        command.SetAction((call, cancellationToken) => RunAsync(
            call.GetRequiredValue(data), call.GetRequiredValue(team), call.GetValue(weeks), call.GetValue(json), call.GetValue(csv), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo data, string path, int weeks, bool json, bool csv, CancellationToken cancellationToken)
    {
        if (weeks is < 1 or > WeekRange.Most) throw new CommandException($"--weeks must be from 1 to {WeekRange.Most}.");
        if (json && csv) throw new CommandException("Give either --json or --csv.");
        await using var app = await HostOptions.OpenAsync(data, cancellationToken);
        var reader = app.Services.GetRequiredService<InsightReader>();
        var team = await FindAsync(reader, path, cancellationToken);
        var insights = await reader.ReadAsync(team.Id, new WeekRange(weeks), cancellationToken);
        if (csv)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(InsightsCsv.Write(team, insights.Select(Insight.Parse)), cancellationToken);
        }
        else if (json)
        {
            foreach (var insight in insights) Console.WriteLine(insight);
        }
        else
        {
            Print(path, [.. insights.Select(Insight.Parse)]);
        }

        return 0;
    }

    // Whoever holds the data folder may read every team.
    private static async Task<ReadableTeam> FindAsync(InsightReader reader, string path, CancellationToken cancellationToken)
    {
        if (path == "/") return new ReadableTeam(0, null, "");
        var teams = await reader.TeamsAsync(new AccessGrant(0, AccessRole.Administrator, [], "command line"), cancellationToken: cancellationToken);
        return teams.FirstOrDefault(team => string.Equals(team.Path, path.Trim('/'), StringComparison.OrdinalIgnoreCase))
            ?? throw new CommandException($"There is no team '{path}'. Teams are named by their path, e.g. 'Engineering/Platform'.");
    }

    private static void Print(string path, IReadOnlyList<Insight> insights)
    {
        if (insights.Count == 0)
        {
            AnsiConsole.WriteLine("Nothing is released yet. A week is released once it is over.");
            return;
        }

        var table = new Table().Title(Markup.Escape(path)).AddColumns("Week", "Writers", "Results", "Relationships", "Balance", "Support");
        foreach (var insight in insights)
        {
            var figures = insight.Figures ?? insight.FourWeeks?.Figures;
            var week = insight.Figures is null && figures is not null ? $"{insight.Week} (four weeks)" : insight.Week;
            if (figures is null) table.AddRow(week, "–", "–", "–", "–", Markup.Escape(insight.Withheld?.Code ?? ""));
            else
            {
                table.AddRow(
                    week, string.Create(CultureInfo.InvariantCulture, $"{figures.Writers.Minimum}–{figures.Writers.Maximum}"),
                    Number(figures.Results), Number(figures.Relationships), Number(figures.Balance), insight.Recommendation?.Practice ?? "");
            }
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Results        {Line(insights, figures => figures.Results)}");
        AnsiConsole.WriteLine($"Relationships  {Line(insights, figures => figures.Relationships)}");
        if (insights[^1].Recommendation is not { } advice) return;
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(advice.Reason);
        foreach (var action in advice.Actions) AnsiConsole.WriteLine($"  {action.Text}");
    }

    private static string Number(Estimate estimate) =>
        string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean:0.0} ({estimate.Low:0.0}–{estimate.High:0.0})");

    private static string Line(IReadOnlyList<Insight> insights, Func<GroupFigures, Estimate> of) => string.Concat(insights.Select(insight =>
        insight.Figures is { } figures ? Ticks[(int)Math.Min(of(figures).Mean / 4 * Ticks.Length, Ticks.Length - 1)] : ' '));
}
