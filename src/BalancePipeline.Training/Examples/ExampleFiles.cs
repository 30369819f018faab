using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BalancePipeline.Scoring;

namespace BalancePipeline.Training.Examples;

/// <summary>Reads the labelled data of the repository.</summary>
internal static class ExampleFiles
{
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
        var (labels, quotes) = (new bool[LabelIndex.Count], new List<Quote>());
        foreach (var (label, quote) in Labels(gold))
        {
            labels[label] = true;
            if (quote is not null && text.IndexOf(quote, StringComparison.Ordinal) is var start and >= 0) quotes.Add(new Quote(label, start, start + quote.Length));
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
            Shares(root, labels),
            quotes);
    }

    // Replies of dev.jsonl have annotators beside the consensus; some others a second reading of some kinds of labels.
    private static float[] Shares(JsonElement root, bool[] labels)
    {
        float[] shares = [.. labels.Select(given => given ? 1f : 0)];
        if (root.TryGetProperty("annotators", out var annotators))
        {
            Array.Clear(shares);
            foreach (var (label, _) in annotators.EnumerateArray().SelectMany(Labels)) shares[label] += 1f / annotators.GetArrayLength();
        }
        else if (root.TryGetProperty("secondReading", out var second))
        {
            var read = ScoringNames.Fields.Where(field => second.TryGetProperty(field.Field, out _)).Select(field => field.Kind).ToHashSet();
            for (var label = 0; label < shares.Length; label++) shares[label] /= read.Contains(LabelIndex.At(label).Kind) ? 2 : 1;
            foreach (var (label, _) in Labels(second)) shares[label] += 0.5f;
        }

        return shares;
    }

    private static IEnumerable<(int Label, string? Quote)> Labels(JsonElement said)
    {
        foreach (var (field, kind) in ScoringNames.Fields)
        {
            if (!said.TryGetProperty(field, out var codes)) continue;
            foreach (var (code, quote) in Codes(codes))
            {
                var label = LabelIndex.Of(kind, code);
                if (label < 0) throw new InvalidDataException($"{code} is no code of {field}: {said}");
                yield return (label, quote);
            }
        }
    }

    private static IEnumerable<(string Code, string? Quote)> Codes(JsonElement field) => field.ValueKind is JsonValueKind.Object
        ? field.EnumerateObject().Select(property => (property.Name, property.Value.GetString()))
        : field.EnumerateArray().Select(code => (code.GetString()!, (string?)null));
}
