using BalancePipeline.Scoring;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Tests.Scoring;

/// <summary>Scoring without the encoder: less right, and still all that a score must be.</summary>
public sealed class QuickScoringTests
{
    private const string Reply = "We got the release out on Friday, a day early, because I dropped the two reports nobody reads. I should have told the support desk sooner though.";

    [Fact]
    public async Task A_quick_score_finds_what_is_plainly_said_and_shows_the_words()
    {
        var score = await new EmbeddedReplyScorer(quick: true).ScoreAsync(null, Reply);

        Assert.True(score.Scorable);
        Assert.True(score.Results > score.Relationships, $"{score.Results} {score.Relationships}");
        Assert.Contains("value", score.Codes(LabelKind.Gain));
        var neglected = Assert.Single(score.Labels, label => label is { Kind: LabelKind.Neglected, Code: "communication" });
        Assert.Equal("I should have told the support desk sooner though", Reply[neglected.Start..neglected.End]);
    }

    [Fact]
    public async Task A_quick_score_does_not_go_by_the_question()
    {
        var scorer = new EmbeddedReplyScorer(quick: true);

        var (asked, unasked) = (await scorer.ScoreAsync("What did you turn down?", Reply), await scorer.ScoreAsync(null, Reply));

        Assert.Equal(unasked.Labels, asked.Labels);
    }

    [Theory]
    [InlineData("true", "-quick")]
    [InlineData("false", "")]
    public void The_setting_decides_and_every_score_tells_which_it_was(string quick, string ending)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Scoring:Embedded:Quick", quick)]).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging().AddSingleton(TimeProvider.System).AddScoring().BuildServiceProvider();

        var version = services.GetRequiredService<IReplyScorer>().Version;

        Assert.Equal(ending.Length > 0, version.EndsWith("-quick", StringComparison.Ordinal));
    }
}
