using System.CommandLine;
using System.Text.Json;
using BalancePipeline.Scoring;

namespace BalancePipeline.Cli.Commands;

/// <summary><c>balance score</c>: JSON Lines of replies in, JSON Lines of scores out.</summary>
internal static class ScoreCommand
{
    internal static Command Create()
    {
        var file = JsonLines.File("{\"id\",\"prompt\"?,\"text\"}");
        var quick = new Option<bool>("--quick") { Description = "Do without the encoder: some 900 times faster, and less right." };
        var command = new Command("score", "Score replies by the balance framework.") { file, quick };
        command.SetAction((call, cancellationToken) => RunAsync(call.GetValue(file), call.GetValue(quick), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? file, bool quick, CancellationToken cancellationToken)
    {
        var scorer = new EmbeddedReplyScorer(quick);
        await using var output = JsonLines.OpenOutput();
        await foreach (var record in JsonLines.ReadAsync(file, cancellationToken))
        {
            var id = record.Required("id");
            var score = await scorer.ScoreAsync(record.Optional("prompt"), record.Required("text"), cancellationToken);
            await JsonLines.WriteAsync(output, json => Write(json, id, score));
        }

        return 0;
    }

    private static void Write(Utf8JsonWriter json, string id, ReplyScore score)
    {
        json.WriteString("id", id);
        json.WriteBoolean("scorable", score.Scorable);
        if (score.Reason is { } reason) json.WriteString("reason", reason.Code());
        json.WriteNumber("results", Math.Round(score.Results, 3));
        json.WriteNumber("relationships", Math.Round(score.Relationships, 3));
        json.WriteNumber("balance", Math.Round(score.Balance, 3));
        json.WriteString("position", score.Position.Code());
        WriteCodes(json, "practiced", score, LabelKind.Practiced);
        WriteCodes(json, "neglected", score, LabelKind.Neglected);
        WriteCodes(json, "risks", score, LabelKind.Risk);
        WriteCodes(json, "gains", score, LabelKind.Gain);
        json.WriteNumber("depth", Math.Round(score.Depth, 3));
        json.WriteNumber("confidence", Math.Round(score.Confidence, 3));
        json.WriteStartArray("evidence");
        foreach (var label in score.Labels)
        {
            json.WriteStartObject();
            json.WriteString("label", $"{label.Kind.Code()}:{label.Code}");
            json.WriteNumber("confidence", Math.Round(label.Confidence, 3));
            json.WriteNumber("start", label.Start);
            json.WriteNumber("end", label.End);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCodes(Utf8JsonWriter json, string name, ReplyScore score, LabelKind kind)
    {
        json.WriteStartArray(name);
        foreach (var code in score.Codes(kind)) json.WriteStringValue(code);
        json.WriteEndArray();
    }
}
