using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Receipts;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BalancePipeline.Tests.Stories;

/// <summary>Every rejection has a name and a consequence, and keeps the mail.</summary>
public sealed class RejectionTests
{
    private const string Anna = "anna@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task An_out_of_office_answer_is_not_a_reply_gets_no_answer_and_keeps_questions_away_until_its_day(Engine engine)
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", engine);
        await using var _ = story;
        var post = InboundPost.Answer(prompt, Anna, "I am out of the office and back on 9 March 2026.") with
        {
            Subject = "Automatic reply: " + prompt.Subject,
            Headers = Header("Auto-Submitted", "auto-replied"),
        };

        var answer = await story.PostAsync(post);
        for (var day = 0; day < 4; day++) await story.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("AutoReply", answer.GetProperty("rejection").GetString());
        Assert.Single(await story.MailsToAsync(Anna));
        await using var db = story.OpenDb();
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero), (await db.Participants.SingleAsync()).AwayUntil);
        Assert.Empty(await db.Replies.ToListAsync());
    }

    [Fact]
    public async Task An_automatic_answer_of_somebody_else_changes_nothing()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;

        await story.PostAsync(InboundPost.Answer(prompt, "robot@example.org", "Out of office until 9 March 2026.") with
        {
            Subject = "Out of office",
            Headers = Header("Auto-Submitted", "auto-replied"),
        });

        await using var db = story.OpenDb();
        Assert.Null((await db.Participants.SingleAsync()).AwayUntil);
    }

    [Fact]
    public async Task A_mail_that_came_back_for_good_stops_mail_with_a_reason_that_names_nobody()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;

        var rejection = await PostBounceAsync(story, prompt, Anna);
        await story.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("Bounce", rejection);
        Assert.Single(await story.MailsToAsync(Anna));
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        Assert.Equal(ParticipantStatus.Undeliverable, person.Status);
        Assert.Contains("5.1.1", person.StatusReason, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", person.StatusReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounce_about_another_address_stops_nothing()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;

        await PostBounceAsync(story, prompt, "somebody@elsewhere.example");

        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);
    }

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

    [Fact]
    public async Task A_loop_is_cut_after_as_many_mails_as_the_settings_allow()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Inbound:MaximumPerPersonAndDay"] = "3" });
        await using var _ = story;

        var names = new List<string?>();
        for (var mail = 0; mail < 5; mail++) names.Add((await story.PostAsync(InboundPost.Answer(prompt, Anna, "Again."))).GetProperty("rejection").GetString());

        Assert.Equal([null, null, null, "TooMany", "TooMany"], names);
    }

    [Fact]
    public async Task Nobody_gets_more_mails_a_day_than_the_settings_allow()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Mail:MaximumPerPersonAndDay"] = "4" });
        await using var _ = story;

        await story.AdvanceAsync(TimeSpan.FromHours(10));
        for (var mail = 0; mail < 9; mail++) await story.PostAsync(InboundPost.Answer(prompt, Anna, "page"));
        await story.RunDueAsync();
        Assert.Equal(4, (await story.MailsToAsync(Anna)).Count);

        // Three answers of the evening and the question of the next morning make four; another answer would be the fifth.
        await story.AdvanceAsync(TimeSpan.FromHours(14));
        await story.PostAsync(InboundPost.Answer(prompt, Anna, "page"));
        await story.RunDueAsync();
        Assert.Equal(5, (await story.MailsToAsync(Anna)).Count);
    }

    [Fact]
    public async Task A_question_that_would_be_one_mail_too_many_is_not_sent_and_the_operator_sees_why()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Mail:MaximumPerPersonAndDay"] = "2" });
        await using var _ = story;
        await story.AdvanceAsync(TimeSpan.FromHours(12));
        await using (var db = story.OpenDb())
        {
            var person = await db.Participants.SingleAsync();
            foreach (var key in (string[])["one", "two"]) await story.Get<ReceiptPlanner>().PlanAsync(person, ReceiptKind.PageLink, key);
            (await db.PromptDeliveries.SingleAsync()).SentAt -= TimeSpan.FromDays(1);
            await db.SaveChangesAsync();
            await story.Get<ReceiptPlanner>().PlanAsync(person, ReceiptKind.PageLink, "three");
        }

        await story.AdvanceAsync(TimeSpan.FromHours(12));

        Assert.Equal(3, (await story.MailsToAsync(Anna)).Count);
        Assert.Contains("as many mails in 24 hours", Assert.Single((await story.Get<OperationsReader>().ReadAsync()).Failures).Name, StringComparison.Ordinal);
        Assert.NotNull(prompt);
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
    public async Task The_token_is_found_in_the_message_ids_that_an_answer_refers_to()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        var post = InboundPost.Answer(prompt, Anna, "By way of References.") with { To = "balance@reply.test.example" };

        var byReferences = await story.PostAsync(post with { Headers = Header("References", $"<other@x.example> <{prompt.MessageId}>") });
        var byInReplyTo = await story.PostAsync(post with { MessageId = "<2@x.example>", Headers = Header("In-Reply-To", $"<{prompt.MessageId}>") });
        var byCc = await story.PostAsync(post with { MessageId = "<3@x.example>", Headers = Header("Cc", prompt.ReplyTo.ToString()) });

        Assert.All([byReferences, byInReplyTo, byCc], answer => Assert.True(answer.GetProperty("accepted").GetBoolean()));
    }

    [Fact]
    public async Task A_catch_all_address_works_like_a_plus_address()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", settings: new Dictionary<string, string?> { ["Mail:ReplyAddressForm"] = "CatchAll" });
        await using var _ = story;

        var answer = await story.AnswerAsync(Anna, "It arrived.");

        Assert.DoesNotContain('+', prompt.ReplyTo.Mailboxes.Single().Address);
        Assert.True(answer.GetProperty("accepted").GetBoolean());
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

    private static Dictionary<string, string> Header(string name, string value) => new() { [name] = value };

    private static async Task<string?> PostBounceAsync(TestStory story, MimeMessage prompt, string address)
    {
        var report = $"""
            From: Mail Delivery System <MAILER-DAEMON@mx.example.org>
            To: balance@reply.test.example
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <bounce-1@mx.example.org>
            In-Reply-To: <{prompt.MessageId}>
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            The mail could not be delivered: no such user.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; {address}
            Action: failed
            Status: 5.1.1
            --b--
            """.ReplaceLineEndings("\r\n");
        using var content = new MultipartFormDataContent { { new StringContent(report), "email" } };
        using var response = await story.Http.PostAsync(new Uri("/api/v1/inbound/sendgrid", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        await using var db = story.OpenDb();
        return (await db.InboundEmails.SingleAsync()).Rejection?.ToString();
    }
}
