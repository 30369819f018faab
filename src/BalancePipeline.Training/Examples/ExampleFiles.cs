using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BalancePipeline.Scoring;

namespace BalancePipeline.Training.Examples;

/// <summary>Reads the labelled data of the repository.</summary>
internal static class ExampleFiles
{
    private static readonly (string Field, LabelKind Kind)[] Fields =
        [("practiced", LabelKind.Practiced), ("neglected", LabelKind.Neglected), ("risks", LabelKind.Risk), ("gains", LabelKind.Gain)];

    /// <summary>All examples of a data folder but the held-out replies of <c>dev.jsonl</c>.</summary>
    public static List<Example> ReadAll(string folder) =>
    [
        .. Read(folder, "clauses.jsonl", ExampleSource.Clauses),
        .. Read(folder, "dev.jsonl", ExampleSource.Dev).Where(example => !IsHeldOut(example.Id)),
        .. Files(folder, "written-*.jsonl").SelectMany(file => Read(folder, file, ExampleSource.Written)),
    ];

    /// <summary>The replies that training never sees: a quarter of <c>dev.jsonl</c>, by hash of the id.</summary>
    public static List<Example> ReadHeldOut(string folder) => [.. Read(folder, "dev.jsonl", ExampleSource.Dev).Where(example => IsHeldOut(example.Id))];

    /// <summary>Replies by writers of whom training sees nothing, a list for each writer.</summary>
    public static IEnumerable<List<Example>> ReadUnseen(string folder) =>
        Files(folder, "unseen-*.jsonl").Select(file => Read(folder, file, ExampleSource.Unseen).ToList());

    public static bool IsHeldOut(string id) => Hash(id) % 4 == 0;

    /// <summary>A fixed number from 0 to 255 for an id, for splits.</summary>
    public static int Hash(string id) => SHA256.HashData(Encoding.UTF8.GetBytes(id))[0];

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(folder, pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static IEnumerable<Example> Read(string folder, string file, ExampleSource source) =>
        File.ReadLines(Path.Combine(folder, file)).Where(line => line.Length > 0).Select(line => Parse(line, source));

    private static Example Parse(string line, ExampleSource source)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var text = root.GetProperty("text").GetString()!;
        var gold = root.TryGetProperty("gold", out var consensus) ? consensus : root;
        var labels = new bool[LabelIndex.Count];
        var quotes = new List<Quote>();
        foreach (var (field, kind) in Fields)
        {
            foreach (var (code, quote) in Codes(gold.GetProperty(field)))
            {
                var label = LabelIndex.Of(kind, code);
                if (label < 0) throw new InvalidDataException($"{root.GetProperty("id")}: {code} is no code of {field}.");
                labels[label] = true;
                var start = quote is null ? -1 : text.IndexOf(quote, StringComparison.Ordinal);
                if (start >= 0) quotes.Add(new Quote(label, start, start + quote!.Length));
            }
        }

        return new Example(
            root.GetProperty("id").GetString()!,
            source,
            root.TryGetProperty("prompt", out var question) ? question.GetString() : null,
            text,
            gold.TryGetProperty("scorable", out var scorable) ? scorable.GetBoolean() : null,
            gold.GetProperty("results").GetSingle(),
            gold.GetProperty("relationships").GetSingle(),
            gold.TryGetProperty("depth", out var depth) ? depth.GetSingle() : null,
            labels,
            quotes);
    }

    private static IEnumerable<(string Code, string? Quote)> Codes(JsonElement field) => field.ValueKind is JsonValueKind.Object
        ? field.EnumerateObject().Select(property => (property.Name, property.Value.GetString()))
        : field.EnumerateArray().Select(code => (code.GetString()!, (string?)null));
}
