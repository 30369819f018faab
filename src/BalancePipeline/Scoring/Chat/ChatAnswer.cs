using System.Text.Json;

namespace BalancePipeline.Scoring.Chat;

/// <summary>Reads a model's answer and checks it against the reply.</summary>
internal static class ChatAnswer
{
    // The same few words don't prove everything.
    private const int MostLabels = 3;

    /// <summary>The answer as a score. Throws <see cref="JsonException"/> where it does not have the shape that was asked for.</summary>
    public static ReplyScore Read(string answer, string reply, ReplyScore embedded)
    {
        using var json = JsonDocument.Parse(Unfence(answer));
        var root = json.RootElement;
        if (root.ValueKind is not JsonValueKind.Object) throw new JsonException("The answer is no object.");
        if (Field(root, "scorable", JsonValueKind.False, JsonValueKind.True).ValueKind is JsonValueKind.False)
            return embedded.Scorable ? ReplyScore.NotScored(NotScorable.OffTopic, 1 - embedded.Confidence) : embedded;
        return new ReplyScore
        {
            Results = Number(root, "results", Framework.AxisMaximum),
            Relationships = Number(root, "relationships", Framework.AxisMaximum),
            Depth = Number(root, "depth", Framework.DepthMaximum),
            // How sure the embedded scorer is, of whatever it says, that the reply can be scored.
            Confidence = embedded.Scorable ? embedded.Confidence : 1 - embedded.Confidence,
            Labels = [.. ScoringNames.Fields.SelectMany(field => Labels(root, field.Field, field.Kind, reply))
                .GroupBy(label => (label.Start, label.End)).SelectMany(words => words.Take(MostLabels))
                .OrderBy(label => LabelIndex.Of(label.Kind, label.Code))],
        };
    }

    private static IEnumerable<ScoreLabel> Labels(JsonElement root, string field, LabelKind kind, string reply)
    {
        var given = new HashSet<string>();
        foreach (var item in Field(root, field, JsonValueKind.Array).EnumerateArray())
        {
            if (item.ValueKind is not JsonValueKind.Object) throw new JsonException($"{field} holds something that is no label.");
            var code = Field(item, "code", JsonValueKind.String).GetString()!;
            var quote = Field(item, "quote", JsonValueKind.String).GetString()!;
            if (LabelIndex.Of(kind, code) < 0 || Quotes.Find(reply, quote) is not { } found || !given.Add(code)) continue;
            yield return new ScoreLabel(kind, code, Number(item, "confidence", 1), found.Start, found.End);
        }
    }

    private static double Number(JsonElement parent, string name, double maximum)
    {
        var value = Field(parent, name, JsonValueKind.Number).GetDouble();
        return value >= 0 && value <= maximum ? value : throw new JsonException($"{name} is out of range.");
    }

    private static JsonElement Field(JsonElement parent, string name, params ReadOnlySpan<JsonValueKind> kinds) =>
        parent.TryGetProperty(name, out var field) && kinds.Contains(field.ValueKind) ? field : throw new JsonException($"{name} is missing or of another kind.");

    // Some models wrap their JSON in a Markdown fence even when they are asked not to.
    private static string Unfence(string answer)
    {
        var (start, end) = (answer.IndexOf('{'), answer.LastIndexOf('}'));
        return start >= 0 && end > start ? answer[start..(end + 1)] : answer;
    }
}
