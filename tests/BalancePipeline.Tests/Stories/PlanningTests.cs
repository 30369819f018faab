using BalancePipeline.Prompts;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

/// <summary>Planning loses no slot, plans none twice and spreads what is sent.</summary>
public sealed class PlanningTests
{
    private const string Anna = "anna@example.org";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_reply_before_the_timer_runs_does_not_swallow_the_slot_that_is_due()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(Hour);
        story.Clock.Advance(Day + TimeSpan.FromMinutes(5));

        await story.AnswerAsync(Anna, "We shipped it.");
        await story.RunDueAsync();

        Assert.Equal(["2026-03-02T09:00", "2026-03-03T09:00"], await story.SentSlotsAsync());
    }

    [Fact]
    public async Task A_person_who_can_not_be_planned_does_not_hold_up_the_others()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna", "ben");
        await using (var db = story.OpenDb()) await db.Database.ExecuteSqlRawAsync("UPDATE participants SET time_zone = 'Atlantis/Capital' WHERE name = 'anna'");

        await story.AdvanceAsync(Hour);

        Assert.Null(await story.NewestMailToAsync(Anna));
        Assert.NotNull(await story.NewestMailToAsync("ben@example.org"));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_person_who_moves_back_over_a_day_that_was_asked_is_not_asked_for_it_again_and_does_not_hold_up_the_others(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportAsync($"{Anna},Anna,Engineering,Asia/Tokyo,mon-fri,09:00,,en", "ben@example.org,Ben,Engineering,UTC,tue,17:00,,en");
        await story.AdvanceAsync(16 * Hour);

        // It is Tuesday morning in Tokyo, and Monday afternoon in Los Angeles.
        await SetAsync(story, "America/Los_Angeles", new TimeOnly(18, 0));
        await story.AdvanceAsync(2 * Hour);
        await SetAsync(story, "America/Los_Angeles", new TimeOnly(9, 0));
        await story.AdvanceAsync(15 * Hour);
        Assert.Equal(["2026-03-03T09:00", "2026-03-03T17:00"], await story.SentSlotsAsync());

        await story.AdvanceAsync(Day);
        Assert.Equal(["2026-03-03T09:00", "2026-03-03T17:00", "2026-03-04T09:00"], await story.SentSlotsAsync());
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Two_planners_at_once_plan_no_slot_twice(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", Enumerable.Range(0, 1200).Select(number => $"person{number}"));
        story.Clock.Advance(Hour);

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => story.Get<PromptPlanner>().PlanAsync())));

        Assert.Equal(1200, results.Sum(result => result.Planned));
        await using var db = story.OpenDb();
        Assert.Equal(1200, await db.PromptDeliveries.Select(delivery => delivery.ParticipantId).Distinct().CountAsync());
    }

    [Fact]
    public async Task Sends_are_spread_over_the_minutes()
    {
        await using var story = await TestStory.StartAsync(settings: new Dictionary<string, string?> { ["Prompts:SendsPerMinute"] = "2" });
        await story.ImportPeopleAsync("Engineering", "anna", "ben", "cleo", "dora", "emil");

        await story.AdvanceAsync(Hour);
        Assert.Equal(2, (await story.SentSlotsAsync()).Count);
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(4, (await story.SentSlotsAsync()).Count);
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(5, (await story.SentSlotsAsync()).Count);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task What_was_planned_by_a_run_that_died_before_queueing_is_found_and_sent(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        await story.ImportPeopleAsync("Engineering", "anna");
        await using (var db = story.OpenDb())
        {
            db.PromptDeliveries.Add(new PromptDelivery
            {
                ParticipantId = (await db.Participants.SingleAsync()).Id,
                Slot = "2026-03-02T08:00",
                PromptId = "growth-01",
                Practice = "growth",
                Question = "What?",
                State = DeliveryState.Planned,
                PlannedAt = TestStory.Start,
            });
            await db.SaveChangesAsync();
        }

        await story.RunDueAsync();

        Assert.Equal("What?", (await story.NewestMailToAsync(Anna))!.Subject);
    }

    [Fact]
    public async Task What_an_operator_is_told_of_the_next_prompt_is_the_same_whatever_a_person_wrote()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportPeopleAsync("Engineering", "anna", "ben");
        await story.AdvanceAsync(Hour);
        await story.AnswerAsync(Anna, "I asked Mira what she thought of my plan and listened; she told me frankly, and I thanked her for her feedback.");

        Dictionary<string, long> ids;
        await using (var db = story.OpenDb())
        {
            Assert.NotEmpty((await db.Scores.SingleAsync()).Labels);
            ids = await db.Participants.ToDictionaryAsync(person => person.Name, person => person.Id);
        }

        var (wrote, silent) = (await story.Get<PromptPlanner>().PreviewAsync(ids["anna"]), await story.Get<PromptPlanner>().PreviewAsync(ids["ben"]));

        Assert.Equal(("2026-03-03T09:00", DeliveryKind.Prompt), (wrote.Slot, wrote.Kind));
        Assert.Equal(silent, wrote);
    }

    private static async Task SetAsync(TestStory story, string timeZone, TimeOnly localTime)
    {
        await using var db = story.OpenDb();
        var anna = await db.Participants.SingleAsync(person => person.Email == Anna);
        (anna.TimeZone, anna.LocalTime) = (timeZone, localTime);
        story.Get<Cadence>().Reschedule(anna, story.Clock.GetUtcNow());
        await db.SaveChangesAsync();
    }
}
