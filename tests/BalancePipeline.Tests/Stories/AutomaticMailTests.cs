using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace BalancePipeline.Tests.Stories;

/// <summary>What machines answer is known for what it is, and has its consequence.</summary>
public sealed class AutomaticMailTests
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
    public async Task An_absence_of_a_year_is_believed_for_180_days()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;

        await story.PostAsync(InboundPost.Answer(prompt, Anna, "I am on parental leave and back in the office on 1 March 2027.") with
        {
            Subject = "Automatic reply: " + prompt.Subject,
            Headers = Header("Auto-Submitted", "auto-replied"),
        });

        await using var db = story.OpenDb();
        Assert.Equal(new DateTimeOffset(2026, 8, 29, 0, 0, 0, TimeSpan.Zero), (await db.Participants.SingleAsync()).AwayUntil);
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
