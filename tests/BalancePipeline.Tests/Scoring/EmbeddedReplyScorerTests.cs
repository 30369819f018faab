using BalancePipeline.Scoring;
using FsCheck;
using FsCheck.Fluent;

namespace BalancePipeline.Tests.Scoring;

public sealed class EmbeddedReplyScorerTests
{
    private readonly EmbeddedReplyScorer _scorer = new();

    [Theory]
    [InlineData("", NotScorable.Empty)]
    [InlineData(" \r\n\t ", NotScorable.Empty)]
    [InlineData("?!... --", NotScorable.Empty)]
    [InlineData("👍👍", NotScorable.Empty)]
    [InlineData("Automatic reply: I am out of the office until 4 May. For urgent matters call the desk.", NotScorable.Automatic)]
    [InlineData("Esta semana he terminado el proyecto con mi equipo y los informes.", NotScorable.NotEnglish)]
    [InlineData("Wir haben den Bericht für die Kunden nicht rechtzeitig geschafft.", NotScorable.NotEnglish)]
    [InlineData("今週は報告書を書き終えました。", NotScorable.NotEnglish)]
    [InlineData("На этой неделе мы закончили отчёт.", NotScorable.NotEnglish)]
    [InlineData("𝗪𝗲 𝘀𝗵𝗶𝗽𝗽𝗲𝗱 𝗶𝘁", NotScorable.NotEnglish)]
    public async Task What_says_nothing_of_work_is_not_scored_and_says_why(string text, NotScorable reason)
    {
        var score = await _scorer.ScoreAsync(null, text);

        Assert.Equal(reason, score.Reason);
        Assert.Equal((0, 0, 0), (score.Results, score.Relationships, score.Depth));
        Assert.Empty(score.Labels);
    }

    [Fact]
    public async Task Work_that_was_fought_for_is_high_on_results()
    {
        var score = await _scorer.ScoreAsync("What moved?", "Cleared the backlog: 212 files in July, nine now. We dropped the weekly report to do it and finished two days early.");

        Assert.True(score.Results >= 2.5, $"{score.Results}");
        Assert.True(score.Results > score.Relationships + 1, $"{score.Relationships}");
        Assert.Contains("value", score.Codes(LabelKind.Gain));
    }

    [Fact]
    public async Task A_hard_talk_is_high_on_relationships()
    {
        var score = await _scorer.ScoreAsync(null, "Sat down with Priya after the argument. I listened to her side, she had felt left out for weeks. I apologised and we agreed how to share the calls from now on.");

        Assert.True(score.Relationships >= 2.5, $"{score.Relationships}");
        Assert.True(score.Relationships > score.Results + 1, $"{score.Results}");
    }

    [Theory]
    [InlineData("Worauf bist du diese Woche stolz, und wer hat dir dabei geholfen?")]
    [InlineData("¿A qué le dedicaste más tiempo esta semana y qué tuvo que esperar?")]
    [InlineData("")]
    public async Task A_question_that_it_cannot_read_is_as_none(string question)
    {
        const string Text = "The tender, with Priya. She checked my sums and we got it out by four.";

        var (asked, unasked) = (await _scorer.ScoreAsync(question, Text), await _scorer.ScoreAsync(null, Text));

        Assert.Equal((unasked.Results, unasked.Relationships), (asked.Results, asked.Relationships));
        Assert.Equal(unasked.Labels, asked.Labels);
    }

    [Fact]
    public Task Any_text_gets_numbers_in_range_and_evidence_inside_it()
    {
        Prop.ForAll<string?>(text =>
        {
            var score = _scorer.ScoreAsync(null, text ?? "").AsTask().GetAwaiter().GetResult();
            return score.Results is >= 0 and <= 4 && score.Relationships is >= 0 and <= 4 && score.Depth is >= 0 and <= 3 && score.Confidence is >= 0 and <= 1
                && score.Labels.All(label => 0 <= label.Start && label.Start < label.End && label.End <= text!.Length && label.Confidence is > 0 and <= 1);
        }).QuickCheckThrowOnFailure();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_same_text_gets_the_same_score_from_many_threads()
    {
        const string Text = "We missed the deadline, I worked every night and snapped at Tom. He stopped asking me things.";
        var expected = await _scorer.ScoreAsync(null, Text);

        var scores = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await _scorer.ScoreAsync(null, Text))));

        Assert.All(scores, score => Assert.Equal((expected.Results, expected.Relationships, expected.Depth, expected.Confidence), (score.Results, score.Relationships, score.Depth, score.Confidence)));
        Assert.All(scores, score => Assert.Equal(expected.Labels, score.Labels));
    }

    [Fact]
    public async Task A_megabyte_is_scored_by_its_beginning()
    {
        const string Sentence = "I sat down with the team and we agreed a plan for the move. ";
        var text = string.Concat(Enumerable.Repeat(Sentence, 1_000_000 / Sentence.Length));

        var score = await _scorer.ScoreAsync(null, text);

        Assert.True(score.Scorable);
        Assert.All(score.Labels, label => Assert.InRange(label.End, 1, 20_000));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("a-")]
    [InlineData("qz")]
    public async Task A_megabyte_without_a_break_is_no_trouble(string part) =>
        Assert.NotNull(await _scorer.ScoreAsync(null, string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length))));
}
