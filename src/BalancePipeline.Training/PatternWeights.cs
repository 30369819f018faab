using System.Text.Encodings.Web;
using System.Text.Json;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Training;

/// <summary>Weighs every pattern by the labelled texts: the share of those it matches that carry its label.</summary>
internal static class PatternWeights
{
    // Rare patterns are pulled towards the mean of all.
    private const float Prior = 4;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Workshop shop, string path)
    {
        var patterns = shop.Patterns.Patterns;
        var (found, right) = (new int[patterns.Count], new int[patterns.Count]);
        var reply = new ReadReply();
        foreach (var example in shop.Examples)
        {
            shop.Read(example, reply);
            foreach (var match in reply.Matches.DistinctBy(match => match.Pattern))
            {
                found[match.Pattern]++;
                if (example.Labels[match.Label]) right[match.Pattern]++;
            }
        }

        for (var i = 0; i < patterns.Count; i++)
        {
            shop.Reader.Read(patterns[i].Example, reply);
            if (!reply.Matches.Exists(match => match.Pattern == i)) Console.WriteLine($"  {patterns[i].Words}: the example does not match: {patterns[i].Example}");
        }

        var mean = (float)right.Sum() / found.Sum();
        Console.WriteLine($"  {patterns.Count} patterns, {found.Count(n => n == 0)} never found, mean weight {mean:0.00}");
        var weighed = patterns.Select((pattern, i) => pattern with { Weight = MathF.Round((right[i] + (Prior * mean)) / (found[i] + Prior), 2) });
        File.WriteAllText(path, "[\n" + string.Join(",\n", weighed.Select(pattern => "  " + JsonSerializer.Serialize(pattern, Json))) + "\n]\n");
    }
}
