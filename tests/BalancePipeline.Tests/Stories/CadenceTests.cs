using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

/// <summary>Monday, 2 March 2026, 08:00 UTC is when each story begins.</summary>
public sealed class CadenceTests
{
    private const string Anna = "anna@example.org";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task People_are_asked_at_their_own_time_through_the_change_of_the_clock()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync($"{Anna},Anna,Engineering,Europe/Berlin,sun,02:30,,en", "ben@example.org,Ben,Engineering,America/New_York,mon,09:00,,en");

        Assert.Equal(new DateTimeOffset(2026, 3, 8, 1, 30, 0, TimeSpan.Zero), await NextDueAsync(story, Anna));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 0, 0, TimeSpan.Zero), await NextDueAsync(story, "ben@example.org"));

        // On 29 March the clocks of Berlin skip from 02:00 to 03:00; New York's changed on 8 March.
        story.Clock.Advance(TimeSpan.FromDays(21));
        await story.RunDueAsync();
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero), await NextDueAsync(story, Anna));
        Assert.Equal(new DateTimeOffset(2026, 3, 23, 13, 0, 0, TimeSpan.Zero), await NextDueAsync(story, "ben@example.org"));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Nobody_is_asked_on_a_holiday_where_they_live(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportAsync($"{Anna},Anna,Engineering,Europe/Berlin,mon-fri,09:00,,de", "pat@example.org,Pat,Engineering,Europe/Paris,mon-fri,09:00,,fr");
        story.Clock.Advance(TimeSpan.FromDays(30));
        await story.RunDueAsync();

        // Good Friday is a holiday in Germany and not in France; Easter Monday is one in both.
        Assert.Equal("2026-04-02T09:00", await NextSlotAsync(story, Anna));
        await story.AdvanceAsync(Day);
        Assert.Equal("2026-04-07T09:00", await NextSlotAsync(story, Anna));
        Assert.Equal("2026-04-03T09:00", await NextSlotAsync(story, "pat@example.org"));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_pause_passes_over_its_days_and_ends_by_itself(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", "anna");
        await ChangeAsync(story, person => person.Pause(new DateOnly(2026, 3, 3), new DateOnly(2026, 3, 5)));

        for (var day = 0; day < 5; day++) await story.AdvanceAsync(day == 0 ? Hour : Day);

        Assert.Equal(["2026-03-02T09:00", "2026-03-06T09:00"], await story.SentSlotsAsync());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_pause_of_years_ends_by_itself_too(int firstDay)
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await ChangeAsync(story, person => person.Pause(new DateOnly(2026, 3, firstDay), new DateOnly(2028, 3, 2)));

        await story.AdvanceAsync(Hour);

        Assert.Equal("2028-03-03T09:00", await NextSlotAsync(story, Anna));
    }

    [Fact]
    public async Task An_absence_that_comes_up_after_a_slot_was_planned_holds_the_prompt_back()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await using (var db = story.OpenDb())
        {
            (await db.Participants.SingleAsync()).AwayUntil = TestStory.Start + (3 * Day);
            await db.SaveChangesAsync();
        }

        for (var day = 0; day < 5; day++) await story.AdvanceAsync(day == 0 ? Hour : Day);

        Assert.Equal(["2026-03-05T09:00", "2026-03-06T09:00"], await story.SentSlotsAsync());
    }

    [Fact]
    public async Task A_pause_made_while_a_prompt_waits_in_the_queue_holds_it_back()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        story.Clock.Advance(Hour);
        await story.Get<PromptPlanner>().PlanAsync();
        await using (var db = story.OpenDb())
        {
            (await db.Participants.SingleAsync()).Pause(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3));
            await db.SaveChangesAsync();
        }

        await story.RunDueAsync();
        Assert.Empty(await story.SentSlotsAsync());
        await using (var db = story.OpenDb()) Assert.Equal("The person is paused or away.", (await db.PromptDeliveries.SingleAsync()).Failure);

        for (var day = 0; day < 2; day++) await story.AdvanceAsync(Day);
        Assert.Equal(["2026-03-04T09:00"], await story.SentSlotsAsync());
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_slot_of_twelve_hours_ago_is_caught_up_and_older_ones_are_recorded_as_missed(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", "anna");

        await story.AdvanceAsync((3 * Day) + (13 * Hour));

        await using var db = story.OpenDb();
        var deliveries = await db.PromptDeliveries.OrderBy(delivery => delivery.Id).Select(delivery => new { delivery.Slot, delivery.State }).ToListAsync();
        Assert.Equal(["2026-03-02T09:00", "2026-03-03T09:00", "2026-03-04T09:00", "2026-03-05T09:00"], deliveries.Select(delivery => delivery.Slot));
        Assert.Equal([DeliveryState.Missed, DeliveryState.Missed, DeliveryState.Missed, DeliveryState.Sent], deliveries.Select(delivery => delivery.State));
    }

    [Fact]
    public async Task A_later_time_chosen_after_the_days_prompt_brings_no_second_one_that_day()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(Hour);

        await ChangeAsync(story, person => person.LocalTime = new TimeOnly(15, 0));
        await story.AdvanceAsync(8 * Hour);
        await story.AdvanceAsync(Day);

        Assert.Equal(["2026-03-02T09:00", "2026-03-03T15:00"], await story.SentSlotsAsync());
    }

    [Fact]
    public async Task Whoever_does_not_answer_is_asked_half_as_often_then_left_in_peace_and_wakes_with_any_reply()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Prompts:NudgeAfterWorkingDays"] = "0" });
        await story.ImportPeopleAsync("Engineering", "anna");
        story.Clock.Advance(Hour);
        for (var day = 0; day < 60; day++, story.Clock.Advance(Day)) await story.RunDueAsync();

        // Eight weekdays, then every other one, then the farewell.
        var slots = await story.SentSlotsAsync();
        Assert.Equal(17, slots.Count);
        Assert.Equal(["2026-03-10T09:00", "2026-03-11T09:00", "2026-03-13T09:00", "2026-03-17T09:00"], slots[6..10]);
        await using (var db = story.OpenDb())
        {
            var person = await db.Participants.SingleAsync();
            Assert.Equal((ParticipantStatus.Silent, (DateTimeOffset?)null), (person.Status, person.NextDueAt));
            Assert.Equal(DeliveryKind.Farewell, (await db.PromptDeliveries.OrderBy(delivery => delivery.Id).LastAsync()).Kind);
        }

        Assert.True((await story.AnswerAsync(Anna, "I was busy moving house, ask me again.")).GetProperty("accepted").GetBoolean());

        await using var after = story.OpenDb();
        Assert.Equal(ParticipantStatus.Active, (await after.Participants.SingleAsync()).Status);
        var sent = slots.Count;
        for (var day = 0; day < 5; day++) await story.AdvanceAsync(Day);
        Assert.InRange((await story.SentSlotsAsync()).Count - sent, 3, 5);
    }

    [Fact]
    public async Task A_look_back_shows_the_persons_own_words_and_keeps_them_out_of_the_subject()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Prompts:HalveAfter"] = "900", ["Prompts:SilentAfter"] = "1000" });
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(Hour);
        await story.AnswerAsync(Anna, "I decided to drop the old report and told the whole team on Monday why.");

        for (var day = 0; day < 43; day++) await story.AdvanceAsync(Day);

        await using var db = story.OpenDb();
        var lookBack = await db.PromptDeliveries.SingleAsync(delivery => delivery.Kind == DeliveryKind.LookBack);
        var mails = await db.MailboxEmails.Where(mail => mail.MessageId == lookBack.MessageId).ToListAsync();
        var mime = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(Assert.Single(mails).Mime));
        Assert.Contains("drop the old report", mime.TextBody, StringComparison.Ordinal);
        Assert.Contains("drop the old report", mime.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("report", mime.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("report", lookBack.Question, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(TestStory story, Action<Participant> change)
    {
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        change(person);
        story.Get<Cadence>().Reschedule(person, story.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }

    private static async Task<DateTimeOffset?> NextDueAsync(TestStory story, string email)
    {
        await using var db = story.OpenDb();
        return (await db.Participants.SingleAsync(person => person.Email == email)).NextDueAt;
    }

    private static async Task<string> NextSlotAsync(TestStory story, string email)
    {
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync(row => row.Email == email);
        return Schedule.SlotAt(person.NextDueAt!.Value, person.TimeZone);
    }
}
