using System.Text.Json;
using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Scoring;

/// <summary>60 replies in which a reader underlined the words for each label, by hand (Fixtures/Scoring/evidence.jsonl).</summary>
public sealed class EvidenceTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Evidence_meets_the_words_that_a_reader_underlined_for_95_of_100_labels()
    {
        var scorer = new EmbeddedReplyScorer();
        var missed = new List<string>();
        var given = 0;
        foreach (var reply in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Scoring", "evidence.jsonl")).Select(line => JsonSerializer.Deserialize<UnderlinedReply>(line, Json)!))
        {
            var score = await scorer.ScoreAsync(null, reply.Text);
            foreach (var (label, words) in reply.Underlined)
            {
                if (score.Labels.FirstOrDefault(one => $"{one.Kind.Code()}:{one.Code}" == label) is not { } found) continue;
                given++;
                var start = reply.Text.IndexOf(words, StringComparison.Ordinal);
                if (found.Start >= start + words.Length || start >= found.End) missed.Add($"{reply.Id} {label}: \"{reply.Text[found.Start..found.End]}\" is not \"{words}\"");
            }
        }

        Assert.True(given >= 40, $"only {given} of the underlined labels are given");
        Assert.True(missed.Count <= given * 0.05, $"{missed.Count} of {given}:\n{string.Join('\n', missed)}");
    }

    private sealed record UnderlinedReply(string Id, string Text, Underlined[] Underlined);

    private sealed record Underlined(string Label, string Words);
}
