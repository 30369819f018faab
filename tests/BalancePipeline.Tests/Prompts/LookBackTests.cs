using BalancePipeline.Prompts;
using BalancePipeline.Scoring;

namespace BalancePipeline.Tests.Prompts;

public sealed class LookBackTests
{
    private const string Text = "We shipped it on Friday. I should have told Ben earlier, it would have helped. Next week is calm.";

    [Fact]
    public void The_sentence_that_was_left_undone_is_quoted()
    {
        var neglected = new ScoreLabel(LabelKind.Neglected, "communication", 1, 32, 50);
        var practiced = new ScoreLabel(LabelKind.Practiced, "priorities", 1, 3, 10);

        Assert.Equal("I should have told Ben earlier, it would have helped.", LookBack.Quote(Text, [practiced, neglected]));
    }

    [Fact]
    public void Without_labels_the_first_sentence_is_quoted() => Assert.Equal("We shipped it on Friday.", LookBack.Quote(Text, []));

    [Fact]
    public void A_long_sentence_is_cut_at_a_word()
    {
        var quote = LookBack.Quote(string.Concat(Enumerable.Repeat("sevendays ", 100)), []);

        Assert.InRange(quote.Length, 200, 241);
        Assert.EndsWith("sevendays…", quote, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("word")]
    public void Short_texts_are_quoted_whole(string text) => Assert.Equal(text, LookBack.Quote(text, [new ScoreLabel(LabelKind.Neglected, "growth", 1, 900, 901)]));
}
