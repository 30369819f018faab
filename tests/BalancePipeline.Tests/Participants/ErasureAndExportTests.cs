using System.Text;
using System.Text.Json;
using BalancePipeline.Access;
using BalancePipeline.Email;
using BalancePipeline.Insights.Weekly;
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
    public async Task An_export_holds_what_is_noted_of_a_person_on_the_way(Engine engine)
    {
        await using var story = await StartAsync(engine);
        await using var db = story.OpenDb();
        var anna = await db.Participants.SingleAsync(person => person.Email == Anna);
        var at = story.Clock.GetUtcNow();
        db.MailEvents.Add(new MailEvent { Id = "event-1", Kind = MailEventKind.SoftBounce, ParticipantId = anna.Id, Status = "4.2.2", OccurredAt = at, ReceivedAt = at });
        db.Digests.Add(new Digest { Email = Anna, Week = new DateOnly(2026, 2, 23), ClaimedAt = at, SentAt = at, ProviderId = "provider-1" });
        db.DigestOptOuts.Add(new DigestOptOut { Email = Anna, Since = at });
        db.SignInLinks.Add(new SignInLink { Email = Anna, Hash = [1], CreatedAt = at, UsedAt = at });
        db.AccessTokens.Add(new AccessToken { Name = Anna, Hash = [1], IsSession = true, CreatedAt = at, ExpiresAt = at.AddHours(12) });
        db.AuditEntries.AddRange(
            new AuditEntry { At = at, Actor = Anna, Action = "read insights", TeamId = anna.TeamId },
            new AuditEntry { At = at, Actor = Ben, Action = "read insights", TeamId = anna.TeamId },
            new AuditEntry { At = at, Actor = "operator", Action = AuditLog.ExportOf(anna.Id) });
        await db.SaveChangesAsync();
        story.Clock.Advance(TimeSpan.FromDays(7));
        await story.ImportAsync($"{Anna},Anna,Sales,UTC,mon,09:00,Engineering,en");

        var data = (await story.Get<ParticipantExport>().ReadAsync(anna.Id))!;

        Assert.Equal(("Sales", "Engineering", new DateOnly(2026, 3, 9)), (data.Team, data.FormerTeam, data.TeamSince));
        Assert.Equal(new PersonalEvent("event-1", MailEventKind.SoftBounce, "4.2.2", at), Assert.Single(data.MailEvents));
        Assert.Equal(new PersonalDigest(new DateOnly(2026, 2, 23), at, "provider-1"), Assert.Single(data.WeeklyMails));
        Assert.Equal((at, new PersonalSignIn(at, at), new PersonalSession(at, at.AddHours(12), null)), (data.NoWeeklyMailsSince, Assert.Single(data.SignIns), Assert.Single(data.Sessions)));
        Assert.Equal([(Anna, "read insights", "Engineering"), ("operator", AuditLog.ExportOf(anna.Id), null)], data.AuditLog.Select(note => (note.Actor, note.Action, note.Team)));
    }

    [Fact]
    public void An_export_holds_everything_that_is_kept_in_a_persons_row() => Assert.Empty(
        typeof(Participant).GetProperties().Where(property => property.CanWrite)
            .Select(property => property.Name is nameof(Participant.TeamId) or nameof(Participant.FormerTeamId) ? property.Name[..^2] : property.Name)
            .Except(typeof(PersonalData).GetProperties().Select(property => property.Name)));

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
