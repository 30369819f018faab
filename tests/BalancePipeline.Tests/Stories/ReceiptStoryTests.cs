using BalancePipeline.Queues;
using BalancePipeline.Receipts;
using BalancePipeline.Scoring;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BalancePipeline.Tests.Stories;

public sealed class ReceiptStoryTests
{
    private const string Anna = "anna@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_writer_is_told_what_was_understood_and_from_which_words(Engine engine)
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", engine, Scoring(FixedScorer.Usual));
        await using var _ = story;

        await story.AnswerAsync(Anna, "Asked Mira how she saw it.");

        var receipt = (await story.NewestMailToAsync(Anna))!;
        Assert.Equal("Re: " + prompt.Subject, receipt.Subject);
        Assert.Equal(prompt.MessageId, receipt.InReplyTo);
        Assert.Equal(prompt.ReplyTo.ToString(), receipt.ReplyTo.ToString());
        Assert.Contains("Results: 3 of 4", receipt.TextBody, StringComparison.Ordinal);
        Assert.Contains("- Feedback: “Asked”", receipt.TextBody, StringComparison.Ordinal);
        Assert.Contains("- Collaboration, left undone: “Mira”", receipt.TextBody, StringComparison.Ordinal);
        Assert.Contains("One thing to try", receipt.TextBody, StringComparison.Ordinal);
        await using var db = story.OpenDb();
        var stored = await db.Receipts.SingleAsync();
        Assert.Equal(ReceiptState.Sent, stored.State);
        Assert.Equal("collaboration", TipLibrary.Tips.Single(tip => tip.Id == stored.TipId).Practice);
    }

    [Fact]
    public async Task Dropped_attachments_are_told_in_the_receipt()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", configure: Scoring(FixedScorer.Usual));
        await using var _ = story;

        await story.PostAsync(InboundPost.Answer(prompt, Anna, "Asked Mira; see the plans.") with { Attachments = [1000, 2000] });
        await story.RunDueAsync();

        Assert.Contains("Attachments dropped: 2.", (await story.NewestMailToAsync(Anna))!.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_one_receipt_a_day_however_many_answers()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: Scoring(FixedScorer.Usual));
        await using var __ = story;

        await story.AnswerAsync(Anna, "First thoughts.");
        await story.AnswerAsync(Anna, "Second thoughts.");
        Assert.Equal(2, (await story.MailsToAsync(Anna)).Count);

        await story.AdvanceAsync(TimeSpan.FromDays(1));
        await story.AnswerAsync(Anna, "Thoughts of the next day.");
        Assert.Equal(4, (await story.MailsToAsync(Anna)).Count);
    }

    [Fact]
    public async Task Scoring_and_sending_twice_sends_once()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: Scoring(FixedScorer.Usual));
        await using var __ = story;
        await story.AnswerAsync(Anna, "Once.");
        await using var db = story.OpenDb();
        var (reply, receipt) = (await db.Replies.SingleAsync(), await db.Receipts.SingleAsync());

        await story.Get<ReplyScoring>().ScoreAsync(new(reply.Id));
        await story.Get<ReceiptSender>().SendAsync(new(receipt.Id));
        await story.RunDueAsync();

        Assert.Equal(2, (await story.MailsToAsync(Anna)).Count);
    }

    [Fact]
    public async Task What_a_machine_wrote_gets_no_receipt()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: Scoring(ReplyScore.NotScored(NotScorable.Automatic)));
        await using var __ = story;

        await story.AnswerAsync(Anna, "Your ticket 4711 was received.");

        Assert.Single(await story.MailsToAsync(Anna));
    }

    [Fact]
    public async Task An_answer_that_can_not_be_scored_is_told_why()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: Scoring(ReplyScore.NotScored(NotScorable.NotEnglish)));
        await using var __ = story;

        await story.AnswerAsync(Anna, "Hyvin meni.");

        Assert.Contains("only English can be scored so far", (await story.NewestMailToAsync(Anna))!.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_that_was_written_and_never_queued_is_found()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: Scoring(FixedScorer.Usual));
        await using var __ = story;
        await story.PostAsync(InboundPost.Answer((await story.NewestMailToAsync(Anna))!, Anna, "page"));
        await using (var db = story.OpenDb())
        {
            await db.QueueMessages.ExecuteDeleteAsync();
            await db.Receipts.ExecuteUpdateAsync(row => row.SetProperty(receipt => receipt.QueuedAt, (DateTimeOffset?)null));
        }

        await story.AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.Equal("The link to your page", (await story.NewestMailToAsync(Anna))!.Subject);
    }

    [Fact]
    public async Task A_short_answer_is_written_with_its_verdict_so_that_no_failure_in_between_loses_it()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", configure: services =>
        {
            services.AddSingleton<EmbeddedQueue>();
            services.AddSingleton<FailingQueue>();
            services.AddSingleton<IMessageQueue>(provider => provider.GetRequiredService<FailingQueue>());
        });
        await using var _ = story;
        story.Get<FailingQueue>().IsDown = true;
        await Assert.ThrowsAnyAsync<Exception>(() => story.PostAsync(InboundPost.Answer(prompt, Anna, "pause two weeks")));

        story.Get<FailingQueue>().IsDown = false;
        await story.AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.Equal("Paused", (await story.NewestMailToAsync(Anna))!.Subject);
    }

    [Fact]
    public async Task A_receipt_shows_the_surest_few_and_quotes_the_same_words_once()
    {
        const string Words = "I asked Mira how she saw it, and she told me about the deadline.";
        LabelKind[] kinds = [LabelKind.Practiced, LabelKind.Practiced, LabelKind.Practiced, LabelKind.Gain, LabelKind.Neglected, LabelKind.Risk, LabelKind.Practiced];
        string[] codes = ["feedback", "communication", "collaboration", "trust", "feedback", "silo", "growth"];
        (int Start, int End)[] spans = [(0, 27), (2, 27), (29, 63), (33, 63), (0, 12), (29, 40), (50, 63)];
        var labels = kinds.Select((kind, index) => new ScoreLabel(kind, codes[index], 0.9 - index / 100.0, spans[index].Start, spans[index].End));
        var (story, _) = await TestStory.StartAskedAsync("anna", configure: Scoring(FixedScorer.Usual with { Labels = [.. labels] }));
        await using var __ = story;

        await story.AnswerAsync(Anna, Words);

        var text = (await story.NewestMailToAsync(Anna))!.TextBody!.ReplaceLineEndings("\n");
        Assert.Contains("- Feedback · Effective communication: “I asked Mira how she saw it”\n- Collaboration · ", text, StringComparison.Ordinal);
        Assert.Contains(": “and she told me about the deadline”\n\nAnd 3 more on your page.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Growth", text, StringComparison.Ordinal);
    }

    private static Action<IServiceCollection> Scoring(ReplyScore score) => services =>
    {
        services.RemoveAll<IReplyScorer>();
        services.AddSingleton<IReplyScorer>(new FixedScorer(score));
    };
}
