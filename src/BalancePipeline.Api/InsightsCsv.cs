using System.Globalization;
using System.Text;
using BalancePipeline.Insights;
using CsvHelper;
using CsvHelper.Configuration;

namespace BalancePipeline.Api;

/// <summary>Insights as a table, one week a row, for spreadsheets. No field can be taken for a formula.</summary>
public static class InsightsCsv
{
    // Excel takes UTF-8 for what it is only with the mark in front.
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>The table with its header, also when there is no week.</summary>
    public static byte[] Write(ReadableTeam team, IEnumerable<Insight> insights)
    {
        ArgumentNullException.ThrowIfNull(team);
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, WithMark, leaveOpen: true))
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape }))
        {
            WriteRow(csv, Columns(team, Empty).Select(column => column.Name));
            foreach (var insight in insights) WriteRow(csv, Columns(team, insight).Select(column => column.Value));
        }

        return bytes.ToArray();
    }

    private static readonly Insight Empty = new() { Week = "", ScorerVersion = "" };

    private static void WriteRow(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields) csv.WriteField(field);
        csv.NextRecord();
    }

    private static IEnumerable<(string Name, string Value)> Columns(ReadableTeam team, Insight insight)
    {
        var figures = insight.Figures ?? insight.FourWeeks?.Figures;
        yield return ("team", team.Path);
        yield return ("week", insight.Week);
        yield return ("from", Day(insight.FourWeeks?.From ?? insight.From));
        yield return ("to", Day(insight.To));
        yield return ("edition", insight.Edition.ToString(CultureInfo.InvariantCulture));
        yield return ("scorer", insight.ScorerVersion);
        yield return ("minimum_group_size", insight.MinimumGroupSize.ToString(CultureInfo.InvariantCulture));
        yield return ("withheld", figures is null ? insight.Withheld?.Code ?? "" : "");
        yield return ("writers_at_least", figures?.Writers.Minimum.ToString(CultureInfo.InvariantCulture) ?? "");
        yield return ("writers_at_most", figures?.Writers.Maximum.ToString(CultureInfo.InvariantCulture) ?? "");
        yield return ("answer_rate", figures?.AnswerRate ?? "");
        foreach (var column in Estimates("results", figures?.Results)) yield return column;
        foreach (var column in Estimates("relationships", figures?.Relationships)) yield return column;
        foreach (var column in Estimates("balance", figures?.Balance)) yield return column;
        foreach (var column in Estimates("depth", figures?.Depth)) yield return column;
        foreach (var column in Estimates("confidence", figures?.Confidence)) yield return column;
        foreach (var (name, code, share) in Shares(figures)) yield return ($"{name}_{code.Replace('-', '_')}", share ?? "");
        foreach (var code in new[] { "results", "relationships", "balance", "depth" }) yield return ($"changed_{code}", Changed(insight, code));
        yield return ("practice_to_support", insight.Recommendation?.Practice ?? "");
    }

    private static IEnumerable<(string Name, string Value)> Estimates(string name, Estimate? estimate) =>
    [
        (name, Number(estimate?.Mean)),
        ($"{name}_low", Number(estimate?.Low)),
        ($"{name}_high", Number(estimate?.High)),
    ];

    private static IEnumerable<(string Name, string Code, string? Share)> Shares(GroupFigures? figures)
    {
        foreach (var code in Enum.GetValues<Scoring.Position>().Select(Scoring.Positions.Code)) yield return ("position", code, figures?.Positions.First(row => row.Code == code).Share);
        foreach (var (code, _) in Scoring.Framework.Practices) yield return ("practiced", code, figures?.Practices.First(row => row.Code == code).Practiced);
        foreach (var (code, _) in Scoring.Framework.Practices) yield return ("neglected", code, figures?.Practices.First(row => row.Code == code).Neglected);
        foreach (var (code, _) in Scoring.Framework.Risks) yield return ("risk", code, figures?.Risks.First(row => row.Code == code).Share);
        foreach (var (code, _) in Scoring.Framework.Gains) yield return ("gain", code, figures?.Gains.First(row => row.Code == code).Share);
    }

    private static string Changed(Insight insight, string code) =>
        insight.Changes?.Figures.FirstOrDefault(change => change.Code == code) switch
        {
            { Marked: true, Change: > 0 } => "up",
            { Marked: true } => "down",
            { } => "no",
            null => "",
        };

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
