using System.Text;
using System.Text.Json;
using BalancePipeline.Access;
using BalancePipeline.Participants;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Participants;

public sealed class ErasureAndExportTests
{
    private const string Anna = "anna@example.org";
    private const string Ben = "ben@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Everything_of_an_erased_person_goes_and_everything_of_others_stays(Engine engine)
    {
        await using var story = await StartAsync(engine);
        await using var db = story.OpenDb();
        var anna = await db.Participants.SingleAsync(person => person.Email == Anna);
        db.SenderAliases.Add(new SenderAlias { ParticipantId = anna.Id, Email = "anna@home.example" });
        db.AuditEntries.AddRange(new AuditEntry { Actor = Anna, Action = "read insights" }, new AuditEntry { Actor = "operator", Action = AuditLog.ExportOf(anna.Id) });
        await db.SaveChangesAsync();
        await story.PostAsync(new InboundPost { From = "anna+work@home.example", To = "reply+forged@reply.test.example", Text = "Hello again" });

        var receipt = await story.Get<ParticipantErasure>().EraseAsync(anna.Id);

        Assert.Equal((1, 1, 1), (receipt!.People, receipt.Prompts, receipt.Replies));
        Assert.Equal([Ben], await db.Participants.Select(person => person.Email).ToListAsync());
        Assert.Equal((1, 1, 1), (await db.PromptDeliveries.CountAsync(), await db.Replies.CountAsync(), await db.Scores.CountAsync()));
        Assert.Empty(await db.Leaders.ToListAsync());
        Assert.Null(await story.NewestMailToAsync(Anna));

        // That a team was read and a person exported stays, by whom and who does not. Her three mails, the rejected ones too, are gone; Ben's is there.
        var audit = await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync();
        Assert.Equal([("(erased)", "read insights"), ("operator", "exported a participant (erased)")], audit.Select(entry => (entry.Actor, entry.Action)));
        var mail = await db.InboundEmails.AsNoTracking().SingleAsync();
        Assert.DoesNotContain("anna", Encoding.UTF8.GetString(Convert.FromBase64String(JsonDocument.Parse(mail.Form).RootElement.GetProperty("from").GetString()!)), StringComparison.Ordinal);
        Assert.Null(await story.Get<ParticipantErasure>().EraseAsync(anna.Id));
    }

    [Fact]
    public async Task An_export_holds_what_was_asked_written_and_understood()
    {
        await using var story = await StartAsync();
        await using var db = story.OpenDb();
        var anna = await db.Participants.SingleAsync(person => person.Email == Anna);
        await story.AdvanceAsync(TimeSpan.FromDays(7));

        var data = await story.Get<ParticipantExport>().ReadAsync(anna.Id);
        var json = await WriteAsync(stream => ParticipantExport.WriteJsonAsync(data!, stream));
        var csv = await WriteAsync(stream => ParticipantExport.WriteCsvAsync(data!, stream));

        var prompt = JsonDocument.Parse(json).RootElement.GetProperty("prompts")[0];
        Assert.Equal("=We shipped it, and I told Ben.", prompt.GetProperty("replies")[0].GetProperty("text").GetString());
        Assert.Equal(1, prompt.GetProperty("replies")[0].GetProperty("scores").GetArrayLength());
        Assert.Equal("Engineering", JsonDocument.Parse(json).RootElement.GetProperty("leaderOf")[0].GetString());
        Assert.Equal(new PersonalTeam("Engineering", new DateOnly(2026, 3, 2), UntilWeek: null), Assert.Single(data!.Teams));
        Assert.DoesNotContain(Ben, json, StringComparison.Ordinal);
        Assert.StartsWith("received_at,team,question,text,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=We", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=We", csv, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task An_export_holds_every_mail_of_the_person_as_it_came_and_no_word_of_others(Engine engine)
    {
        await using var story = await StartAsync(engine);
        await story.PostAsync(InboundPost.Answer((await story.MailsToAsync(Anna))[0], Ben, "Anna passed this on to me."));
        await using var db = story.OpenDb();
        var anna = await db.Participants.SingleAsync(person => person.Email == Anna);

        var mails = (await story.Get<ParticipantExport>().ReadAsync(anna.Id))!.Mails;

        Assert.Equal([null, ReplyRejection.UnknownToken, ReplyRejection.SenderMismatch], mails.Select(mail => mail.Rejection));
        Assert.StartsWith("=We shipped it, and I told Ben.", mails[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("Re: ", mails[0].Subject, StringComparison.Ordinal);
        Assert.Equal("Hello", mails[1].Text);
        Assert.Null(mails[2].Text);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_mail_that_reached_somebody_elses_question_is_taken_and_erased_with_its_writer(Engine engine)
    {
        await using var story = await StartAsync(engine);
        var prompt = (await story.MailsToAsync(Anna))[0];
        await story.PostAsync(InboundPost.Answer(prompt, "Ben+phone@example.org", "I am ill, and Anna's question reached me."));
        await story.PostAsync(InboundPost.Answer(prompt, Ben, "I am away.") with { Headers = new Dictionary<string, string> { ["Auto-Submitted"] = "auto-replied" } });
        await using var db = story.OpenDb();
        var (anna, ben) = (await db.Participants.SingleAsync(person => person.Email == Anna), await db.Participants.SingleAsync(person => person.Email == Ben));
        db.SenderAliases.Add(new SenderAlias { ParticipantId = anna.Id, Email = Ben });
        await db.SaveChangesAsync();

        var mails = (await story.Get<ParticipantExport>().ReadAsync(ben.Id))!.Mails;
        await story.Get<ParticipantErasure>().EraseAsync(ben.Id);

        Assert.Equal([null, ReplyRejection.SenderMismatch, ReplyRejection.AutoReply], mails.Select(mail => mail.Rejection));
        Assert.StartsWith("I am ill", mails[1].Text, StringComparison.Ordinal);
        Assert.Equal([null, ReplyRejection.UnknownToken], await db.InboundEmails.OrderBy(mail => mail.Id).Select(mail => mail.Rejection).ToListAsync());
        Assert.Empty(await db.SenderAliases.ToListAsync());
    }

    private static async Task<string> WriteAsync(Func<Stream, Task> write)
    {
        using var stream = new MemoryStream();
        await write(stream);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\ufeff');
    }

    private static async Task<TestStory> StartAsync(Engine? engine = null)
    {
        var story = await TestStory.StartAsync(engine);
        await story.ImportAsync($"{Anna},Anna,Engineering,UTC,mon,09:00,Engineering,en", $"{Ben},Ben,Engineering,UTC,mon,09:00,,en");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AnswerAsync(Anna, "=We shipped it, and I told Ben.");
        await story.AnswerAsync(Ben, "We shipped it, and I slept well.");
        await story.PostAsync(new InboundPost { From = $"Anna <{Anna}>", To = "reply+forged@reply.test.example", Text = "Hello" });
        return story;
    }
}
