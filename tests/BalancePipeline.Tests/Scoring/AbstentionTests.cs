using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Scoring;

/// <summary>What is not scored, and what looks like it but is: Fixtures/Scoring/abstention.tsv, reason and text.</summary>
public sealed class AbstentionTests
{
    private readonly EmbeddedReplyScorer _scorer = new();

    [Theory]
    [InlineData(NotScorable.Empty, 10)]
    [InlineData(NotScorable.Automatic, 12)]
    [InlineData(NotScorable.NotEnglish, 70)]
    public async Task Nothing_written_automatic_answers_and_38_other_languages_are_named_for_what_they_are(NotScorable reason, int count)
    {
        var texts = Texts(reason.ToString());

        Assert.Equal(count, texts.Length);
        foreach (var text in texts)
        {
            var score = await _scorer.ScoreAsync(null, text);
            Assert.True(reason == score.Reason, $"{score.Reason}, not {reason}: {text}");
            Assert.Equal((0, 0, 0), (score.Results, score.Relationships, score.Depth));
            Assert.Empty(score.Labels);
        }
    }

    [Theory]
    [InlineData("OffTopic")]
    [InlineData("TooShort")]
    public async Task What_says_nothing_of_the_writers_work_is_mostly_not_scored(string reason)
    {
        var texts = Texts(reason);
        var refused = 0;
        foreach (var text in texts)
        {
            if ((await _scorer.ScoreAsync(null, text)).Reason is NotScorable.OffTopic or NotScorable.TooShort) refused++;
        }

        Assert.True(refused >= texts.Length * 0.75, $"{refused} of {texts.Length}");
    }

    [Fact]
    public async Task Short_replies_dialects_foreign_names_and_days_out_of_the_office_are_scored()
    {
        var refused = new List<string>();
        foreach (var text in Texts("Scored"))
        {
            if (!(await _scorer.ScoreAsync(null, text)).Scorable) refused.Add(text);
        }

        Assert.Empty(refused);
    }

    private static string[] Texts(string reason) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Scoring", "abstention.tsv")).Where(line => line.StartsWith(reason + '\t', StringComparison.Ordinal)).Select(line => line[(reason.Length + 1)..])];
}
