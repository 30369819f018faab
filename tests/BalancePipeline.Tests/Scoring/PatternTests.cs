using BalancePipeline.Scoring;
using BalancePipeline.Scoring.Judging;
using BalancePipeline.Scoring.Patterns;
using BalancePipeline.Scoring.Reading;

namespace BalancePipeline.Tests.Scoring;

public sealed class PatternTests
{
    private readonly Lexicon _lexicon = Lexicon.Load();
    private readonly ReadReply _reply = new();

    [Fact]
    public void Every_pattern_matches_its_example()
    {
        var patterns = ScoringModel.Default.Patterns.Patterns;
        for (var i = 0; i < patterns.Count; i++)
        {
            ScoringModel.Default.Reader.Read(patterns[i].Example, _reply);
            Assert.True(_reply.Matches.Exists(match => match.Pattern == i), $"{patterns[i].Words} does not match: {patterns[i].Example}");
        }
    }

    [Fact]
    public void Every_pattern_is_there_once_with_a_weight_between_0_and_1()
    {
        var patterns = ScoringModel.Default.Patterns.Patterns;
        Assert.Equal(patterns.Count, patterns.DistinctBy(pattern => (pattern.Label, pattern.Words)).Count());
        Assert.All(patterns, pattern => Assert.InRange(pattern.Weight, 0, 1));
    }

    [Fact]
    public void Every_label_has_at_least_a_dozen_patterns_and_the_file_600() =>
        Assert.Equal((LabelIndex.Count, true, true), (
            ScoringModel.Default.Patterns.Patterns.GroupBy(pattern => pattern.Label).Count(),
            ScoringModel.Default.Patterns.Patterns.GroupBy(pattern => pattern.Label).All(label => label.Count() >= 12),
            ScoringModel.Default.Patterns.Patterns.Count >= 600));

    [Theory]
    [InlineData("help~", "They helped us.", true)]
    [InlineData("help~", "She is helping.", true)]
    [InlineData("plan~", "We planned it.", true)]
    [InlineData("carry~", "He carried it.", true)]
    [InlineData("share~", "Sharing is easy.", true)]
    [InlineData("share~", "A shard of glass.", false)]
    [InlineData("turn~ ... down", "We turned their kind offer down.", true)]
    [InlineData("turn~ ... down", "We turned. Sat down.", false)]
    [InlineData("turn~ ... down", "We turned it over and over and over and put it down.", false)]
    [InlineData("told @person", "I told Priya.", true)]
    [InlineData("told @person", "I told them.", true)]
    [InlineData("told @person", "I told it.", false)]
    [InlineData("to @number", "Down to 12.", true)]
    [InlineData("worn out / on fumes", "Running on fumes.", true)]
    [InlineData("no|zero _ left", "No energy left.", true)]
    public void Patterns_allow_choices_inflections_gaps_and_classes(string words, string text, bool matches)
    {
        var matcher = new PatternMatcher([new Pattern("risk:burnout", words, text, 0.5f)], _lexicon);
        Tokenizer.Read(text, _lexicon, _reply.Tokens, 100);
        matcher.Find([.. _reply.Tokens], _reply.Matches);

        Assert.Equal(matches, _reply.Matches.Count > 0);
    }

    [Fact]
    public void A_pattern_of_an_unknown_label_is_refused() =>
        Assert.Throws<FormatException>(() => new PatternMatcher([new Pattern("risk:weather", "rain", "Rain.", 0.5f)], _lexicon));
}
