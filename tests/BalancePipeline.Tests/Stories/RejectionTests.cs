using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

/// <summary>Every rejection has a name and a consequence, and keeps the mail.</summary>
public sealed class RejectionTests
{
    private const string Anna = "anna@example.org";

    [Fact]
    public async Task Spam_is_rejected_by_the_mail_systems_score_unless_token_and_sender_prove_otherwise()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var spam = new Dictionary<string, string> { ["spam_score"] = "7.3" };

        var strange = await story.PostAsync(new InboundPost { From = "win@casino.example", Text = "You won.", Fields = spam });
        var genuine = await story.PostAsync(InboundPost.Answer(prompt, Anna, "We won the tender.") with { Fields = spam });

        Assert.Equal("Spam", strange.GetProperty("rejection").GetString());
        Assert.True(genuine.GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public async Task An_answer_without_words_is_told_so()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;

        var answer = await story.AnswerAsync(Anna, "");

        Assert.Equal("Empty", answer.GetProperty("rejection").GetString());
        Assert.Equal("No words arrived", (await story.NewestMailToAsync(Anna))!.Subject);
        Assert.NotNull(prompt);
    }

    [Fact]
    public async Task An_answer_to_a_closed_question_is_told_so()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        story.Clock.Advance(TimeSpan.FromDays(61));

        var answer = await story.PostAsync(InboundPost.Answer(prompt, Anna, "Sorry, late."));
        await story.RunDueAsync();

        Assert.Equal("ExpiredToken", answer.GetProperty("rejection").GetString());
        Assert.Contains(await story.MailsToAsync(Anna), mail => mail.Subject == "This question is closed");
    }

    [Theory]
    [InlineData(61, "Ask me again.", "ExpiredToken")]
    [InlineData(1, "", "Empty")]
    public async Task Any_answer_of_somebody_who_had_fallen_silent_brings_the_questions_back(int days, string text, string rejection)
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        await story.ChangeAsync(Anna, person => person.FallSilent("No answer.", TestStory.Start));
        story.Clock.Advance(TimeSpan.FromDays(days));

        var answer = await story.PostAsync(InboundPost.Answer(prompt, Anna, text));
        await story.RunDueAsync();

        Assert.Equal(rejection, answer.GetProperty("rejection").GetString());
        Assert.Equal("Welcome back", (await story.NewestMailToAsync(Anna))!.Subject);
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        Assert.Equal(ParticipantStatus.Active, person.Status);
        Assert.NotNull(person.NextDueAt);
    }

    [Fact]
    public async Task A_mail_that_can_not_be_judged_is_shown_and_does_not_hold_up_the_others()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        await using var db = story.OpenDb();
        db.InboundEmails.Add(new InboundEmail { DeduplicationKey = "broken", ReceivedAt = story.Clock.GetUtcNow(), Form = [1, 2, 3] });
        await db.SaveChangesAsync();
        await story.PostAsync(InboundPost.Answer(prompt, Anna, "We shipped it."));
        await db.Replies.ExecuteDeleteAsync();
        await db.InboundEmails.ExecuteUpdateAsync(row => row.SetProperty(mail => mail.JudgedAt, (DateTimeOffset?)null));

        await story.AdvanceAsync(TimeSpan.FromMinutes(15));

        Assert.Single(await db.Replies.ToListAsync());
        Assert.Equal(1, (await story.Get<OperationsReader>().ReadAsync()).Mails.Unjudged);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Letters_that_no_database_takes_do_not_cost_the_reply(Engine engine)
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", engine);
        await using var _ = story;
        var answer = InboundPost.Answer(prompt, Anna, "We \0shipped it.") with { MessageId = "<nul\0@client.example>", Subject = "Re: \0" };

        Assert.True((await story.PostAsync(answer)).GetProperty("accepted").GetBoolean());
        Assert.Equal("SenderMismatch", (await story.PostAsync(answer with { From = "eve\0@example.org", MessageId = "<eve@client.example>" })).GetProperty("rejection").GetString());
    }

    [Theory]
    [InlineData("envelope", """{"to":[null],"from":null}""")]
    [InlineData("envelope", """[1,2]""")]
    [InlineData("charsets", """{"text":"utf-7","from":"no-such-charset","to":null}""")]
    [InlineData("spam_score", "NaN")]
    [InlineData("attachments", "99999999999999")]
    public async Task A_strange_field_does_not_cost_the_reply(string field, string value)
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var answer = InboundPost.Answer(prompt, Anna, "We shipped it.") with { Fields = new Dictionary<string, string> { [field] = value } };

        Assert.True((await story.PostAsync(answer)).GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public async Task A_late_answer_counts_in_the_week_it_arrives()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        story.Clock.Advance(TimeSpan.FromDays(8));

        await story.PostAsync(InboundPost.Answer(prompt, Anna, "A week late."));

        await using var db = story.OpenDb();
        Assert.Equal(new DateOnly(2026, 3, 9), (await db.Replies.SingleAsync()).Week);
    }
}
