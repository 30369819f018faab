using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

public sealed class CommandTests
{
    private const string Anna = "anna@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Stop_is_carried_out_confirmed_and_not_scored(Engine engine)
    {
        var (story, _) = await TestStory.StartAskedAsync("anna", engine);
        await using var __ = story;

        var answer = await story.AnswerAsync(Anna, "Stop, please.");
        await story.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal("Stop", answer.GetProperty("command").GetString());
        Assert.False(answer.GetProperty("accepted").GetBoolean());
        Assert.Equal("No more questions", (await story.NewestMailToAsync(Anna))!.Subject);
        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Unsubscribed, (await db.Participants.SingleAsync()).Status);
        Assert.Empty(await db.Replies.ToListAsync());
    }

    [Fact]
    public async Task Stop_is_heeded_even_in_answer_to_a_closed_question()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;
        story.Clock.Advance(TimeSpan.FromDays(90));

        var answer = await story.PostAsync(InboundPost.Answer(prompt, Anna, "stop"));

        Assert.Equal("Stop", answer.GetProperty("command").GetString());
    }

    [Fact]
    public async Task A_pause_of_two_weeks_begins_today_and_ends_by_itself()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;

        await story.AnswerAsync(Anna, "pause two weeks");

        Assert.Contains("until 15 March 2026", (await story.NewestMailToAsync(Anna))!.TextBody, StringComparison.Ordinal);
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 15)), (person.PausedFrom, person.PausedUntil));
        Assert.Equal(new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.Zero), person.NextDueAt);
    }

    [Fact]
    public async Task A_pause_asked_for_by_somebody_who_had_fallen_silent_ends_with_the_question_that_was_promised()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        await story.ChangeAsync(Anna, person => person.FallSilent("No answer.", TestStory.Start));

        await story.AnswerAsync(Anna, "pause two weeks");

        Assert.Equal("Paused", (await story.NewestMailToAsync(Anna))!.Subject);
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        Assert.Equal((ParticipantStatus.Active, new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.Zero)), (person.Status, person.NextDueAt));
    }

    [Fact]
    public async Task A_pause_asked_for_by_somebody_who_unsubscribed_promises_no_question()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        await story.ChangeAsync(Anna, person => person.Unsubscribe(TestStory.Start));

        await story.AnswerAsync(Anna, "pause two weeks");

        Assert.Equal("No more questions", (await story.NewestMailToAsync(Anna))!.Subject);
        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Unsubscribed, (await db.Participants.SingleAsync()).Status);
    }

    [Fact]
    public async Task Resume_ends_a_pause()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        await story.AnswerAsync(Anna, "pause");

        await story.AnswerAsync(Anna, "resume");

        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        Assert.Null(person.PausedFrom);
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 9, 0, 0, TimeSpan.Zero), person.NextDueAt);
    }

    [Fact]
    public async Task Resume_brings_nobody_back_who_has_left_the_roster()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        await story.Get<RosterImport>().ImportAsync(new StringReader("email,team\nben@example.org,Engineering\n"), new RosterImportHow(DeactivateMissing: true));

        await story.AnswerAsync(Anna, "resume");

        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Deactivated, (await db.Participants.SingleAsync(person => person.Email == Anna)).Status);
        Assert.Equal("The link to your page", (await story.NewestMailToAsync(Anna))!.Subject);
    }

    [Fact]
    public async Task Delete_erases_nothing_before_it_is_confirmed_on_the_page_that_the_answer_links_to()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        await story.AnswerAsync(Anna, "We shipped the release on Friday.");

        await story.AnswerAsync(Anna, "delete");

        var confirm = Links.In((await story.NewestMailToAsync(Anna))!).Single(link => link.EndsWith("/erase", StringComparison.Ordinal));
        await using (var db = story.OpenDb()) Assert.Single(await db.Replies.ToListAsync());

        using var erased = await story.Http.PostAsync(new Uri(confirm), null);

        erased.EnsureSuccessStatusCode();
        await using (var db = story.OpenDb())
        {
            Assert.Empty(await db.Participants.ToListAsync());
            Assert.Empty(await db.Replies.ToListAsync());
            Assert.Empty(await db.Receipts.ToListAsync());
            Assert.Empty(await db.InboundEmails.ToListAsync());
        }

        var last = Assert.Single(await story.MailsToAsync(Anna));
        Assert.Equal("Everything of yours is erased", last.Subject);
    }

    [Fact]
    public async Task A_command_of_somebody_else_is_not_carried_out()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;

        var answer = await story.PostAsync(InboundPost.Answer(prompt, "eve@example.org", "stop"));

        Assert.Equal("SenderMismatch", answer.GetProperty("rejection").GetString());
        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);
    }
}
