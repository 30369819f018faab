using System.Text.Json;
using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Scoring;

/// <summary>60 replies in which a reader underlined the words for each label, by hand (Fixtures/Scoring/evidence.jsonl).</summary>
public sealed class EvidenceTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public async Task Evidence_holds_the_words_that_a_reader_underlined_for_95_of_100_labels()
    {
        var scorer = new EmbeddedReplyScorer();
        var missed = new List<string>();
        var (given, share) = (0, 0.0);
        foreach (var reply in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Scoring", "evidence.jsonl")).Select(line => JsonSerializer.Deserialize<UnderlinedReply>(line, Json)!))
        {
            var score = await scorer.ScoreAsync(null, reply.Text);
            foreach (var (label, words) in reply.Underlined)
            {
                if (score.Labels.FirstOrDefault(one => $"{one.Kind.Code()}:{one.Code}" == label) is not { } found) continue;
                var evidence = reply.Text[found.Start..found.End];
                given++;
                share += (double)evidence.Length / reply.Text.Length;
                if (!words.Any(one => evidence.Contains(one, StringComparison.Ordinal))) missed.Add($"{reply.Id} {label}: \"{evidence}\" is without \"{string.Join("\" or \"", words)}\"");
            }
        }

        Assert.True(given >= 90, $"only {given} of the underlined labels are given");
        Assert.True(missed.Count <= given * 0.05, $"{missed.Count} of {given}:\n{string.Join('\n', missed)}");
        Assert.True(share / given <= 0.6, $"evidence is {share / given:P0} of the reply on average: whatever it holds, nobody would underline that much");
    }

    private sealed record UnderlinedReply(string Id, string Text, Underlined[] Underlined);

    /// <summary>A label and the words underlined for it; where a reply says it twice, either.</summary>
    private sealed record Underlined(string Label, string[] Words);
}
