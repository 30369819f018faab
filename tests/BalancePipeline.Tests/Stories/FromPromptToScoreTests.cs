using BalancePipeline.Prompts;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

public sealed class FromPromptToScoreTests
{
    private const string Anna = "anna@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_person_is_asked_at_their_time_answers_and_is_scored(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering/Platform", "anna");

        await story.AdvanceAsync(TimeSpan.FromMinutes(45));
        Assert.Null(await story.NewestMailToAsync(Anna));

        await story.AdvanceAsync(TimeSpan.FromMinutes(15));
        var prompt = await story.NewestMailToAsync(Anna);
        Assert.NotNull(prompt);

        var answer = await story.AnswerAsync(Anna, "We shipped the release on Friday and I thanked Ben for staying late.");

        Assert.True(answer.GetProperty("accepted").GetBoolean());
        await using var db = story.OpenDb();
        var reply = await db.Replies.SingleAsync();
        Assert.Equal("We shipped the release on Friday and I thanked Ben for staying late.", reply.Text.Split("\n\n")[0]);
        Assert.Equal(reply.Id, (await db.Scores.SingleAsync()).ReplyId);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_slot_is_sent_once_however_often_the_timer_runs(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", "anna", "ben");
        await story.AdvanceAsync(TimeSpan.FromHours(1));

        await story.RunDueAsync();
        await story.RunDueAsync();

        await using var db = story.OpenDb();
        Assert.Equal(2, await db.MailboxEmails.CountAsync());
        Assert.All(await db.PromptDeliveries.ToListAsync(), delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
    }

    [Fact]
    public async Task A_forged_token_is_rejected_and_the_mail_is_kept()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        var prompt = await story.NewestMailToAsync(Anna);
        var genuine = InboundPost.Answer(prompt!, Anna, "Hello");
        var letter = genuine.To[20];
        var forged = genuine with { To = genuine.To.Remove(20, 1).Insert(20, letter == 'a' ? "b" : "a") };

        var answer = await story.PostAsync(forged);

        Assert.Equal("UnknownToken", answer.GetProperty("rejection").GetString());
        await using var db = story.OpenDb();
        Assert.Equal(ReplyRejection.UnknownToken, (await db.InboundEmails.SingleAsync()).Rejection);
        Assert.Empty(await db.Replies.ToListAsync());
    }

    [Fact]
    public async Task The_same_mail_posted_twice_is_one_reply()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        var post = InboundPost.Answer((await story.NewestMailToAsync(Anna))!, Anna, "We shipped it.");

        await story.PostAsync(post);
        var second = await story.PostAsync(post);

        Assert.Equal("Duplicate", second.GetProperty("rejection").GetString());
        await using var db = story.OpenDb();
        Assert.Equal(1, (await db.Replies.SingleAsync()).Revision);
    }

    [Fact]
    public async Task A_second_answer_in_the_same_week_adds_to_the_first_and_is_scored_again()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));

        await story.AnswerAsync(Anna, "We shipped it.");
        await story.AnswerAsync(Anna, "And Ben was happy.");

        await using var db = story.OpenDb();
        Assert.Equal(2, (await db.Replies.SingleAsync()).Revision);
        Assert.Equal([1, 2], await db.Scores.OrderBy(score => score.Id).Select(score => score.Revision).ToListAsync());
    }

    [Fact]
    public async Task An_answer_from_somebody_else_is_rejected()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna", "ben");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        var prompt = (await story.NewestMailToAsync(Anna))!;

        var answer = await story.PostAsync(InboundPost.Answer(prompt, "ben@example.org", "I am Anna."));

        Assert.Equal("SenderMismatch", answer.GetProperty("rejection").GetString());
    }

    [Fact]
    public async Task An_answer_after_the_token_expired_is_rejected()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        var prompt = (await story.NewestMailToAsync(Anna))!;
        story.Clock.Advance(TimeSpan.FromDays(61));

        var answer = await story.PostAsync(InboundPost.Answer(prompt, Anna, "Sorry, late."));

        Assert.Equal("ExpiredToken", answer.GetProperty("rejection").GetString());
    }
}
