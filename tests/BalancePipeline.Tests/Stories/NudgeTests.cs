using System.Globalization;
using BalancePipeline.Prompts;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

/// <summary>Monday, 2 March 2026, 08:00 UTC is when each story begins; Anna is asked on Mondays at 09:00.</summary>
public sealed class NudgeTests
{
    private const string Anna = "anna@example.org";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task An_unanswered_prompt_is_nudged_once_in_its_thread_after_two_working_days(Engine engine)
    {
        await using var story = await StartAsync(engine);
        var prompt = await story.NewestMailToAsync(Anna);

        await story.AdvanceAsync(Day);
        Assert.Equal(1, await MailsAsync(story));
        await story.AdvanceAsync(Day);
        await story.RunDueAsync();
        await story.AdvanceAsync(Day);

        Assert.Equal(2, await MailsAsync(story));
        var nudge = await story.NewestMailToAsync(Anna);
        Assert.Contains(prompt!.MessageId, nudge!.References);
        Assert.Equal(prompt.MessageId, nudge.InReplyTo);
        Assert.NotEqual(prompt.MessageId, nudge.MessageId);
        Assert.True((await story.AnswerAsync(Anna, "Now I have a minute: we shipped it.")).GetProperty("accepted").GetBoolean());
    }

    [Fact]
    public async Task Whoever_answered_is_not_nudged()
    {
        await using var story = await StartAsync();
        await story.AnswerAsync(Anna, "We shipped it.");

        await story.AdvanceAsync(2 * Day);

        Assert.Equal(NudgeState.None, await StateAsync(story));
    }

    [Fact]
    public async Task An_answer_that_arrives_while_the_nudge_waits_in_the_queue_stops_it()
    {
        await using var story = await StartAsync();
        story.Clock.Advance(2 * Day);
        await story.Get<NudgePlanner>().PlanAsync();
        Assert.Equal(NudgeState.Planned, await StateAsync(story));

        await story.AnswerAsync(Anna, "We shipped it.");

        Assert.Equal(NudgeState.None, await StateAsync(story));
    }

    [Fact]
    public async Task A_weekend_and_a_holiday_are_no_working_days()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync($"{Anna},Anna,Engineering,Europe/Berlin,thu,09:00,,de");
        story.Clock.Advance(TimeSpan.FromDays(31));
        await story.RunDueAsync();

        // Thursday, 2 April; Good Friday, the weekend and Easter Monday don't count.
        await using var db = story.OpenDb();
        var delivery = await db.PromptDeliveries.OrderBy(row => row.Id).LastAsync();
        Assert.Equal(("2026-04-02T09:00", new DateTimeOffset(2026, 4, 8, 7, 0, 0, TimeSpan.Zero)), (delivery.Slot, delivery.NudgeDueAt));
    }

    [Fact]
    public async Task An_absence_puts_the_nudge_off_until_its_end()
    {
        await using var story = await StartAsync();
        await using (var db = story.OpenDb())
        {
            (await db.Participants.SingleAsync()).AwayUntil = TestStory.Start + (3 * Day);
            await db.SaveChangesAsync();
        }

        await story.AdvanceAsync(2 * Day);
        Assert.Equal(NudgeState.None, await StateAsync(story));
        await story.AdvanceAsync(Day);

        Assert.Equal(NudgeState.Sent, await StateAsync(story));
    }

    [Theory]
    [InlineData("2026-03-14T00:00Z", "2026-03-16T09:00Z")]
    [InlineData("2026-03-16T10:00Z", "2026-03-17T09:00Z")]
    public async Task A_nudge_put_off_comes_on_the_first_working_day_after_the_absence_at_the_persons_time(string until, string nudge)
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync($"{Anna},Anna,Engineering,UTC,thu,09:00,,en");
        await story.AdvanceAsync((3 * Day) + Hour);
        await using (var db = story.OpenDb())
        {
            (await db.Participants.SingleAsync()).AwayUntil = Moment(until);
            await db.SaveChangesAsync();
        }

        await story.AdvanceAsync(4 * Day);
        await story.AdvanceAsync(Moment(nudge) - story.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        Assert.Equal(NudgeState.None, await StateAsync(story));
        await story.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(NudgeState.Sent, await StateAsync(story));
    }

    [Fact]
    public async Task Whoever_is_asked_again_at_that_time_is_not_nudged_too()
    {
        await using var story = await TestStory.StartAsync();
        await story.ImportAsync($"{Anna},Anna,Engineering,UTC,mon wed,09:00,,en");
        await story.AdvanceAsync(Hour);
        await story.AdvanceAsync(2 * Day);

        Assert.Equal(2, await MailsAsync(story));
        await using var db = story.OpenDb();
        Assert.All(await db.PromptDeliveries.ToListAsync(), delivery => Assert.Equal(NudgeState.None, delivery.NudgeState));
    }

    [Fact]
    public async Task A_nudge_that_is_much_too_late_is_dropped()
    {
        await using var story = await StartAsync();

        await story.AdvanceAsync(2 * Day + TimeSpan.FromHours(13));

        Assert.Equal(NudgeState.None, await StateAsync(story));
    }

    [Fact]
    public async Task Two_planners_at_once_nudge_nobody_twice()
    {
        await using var story = await StartAsync();
        story.Clock.Advance(2 * Day);

        var planned = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => story.Get<NudgePlanner>().PlanAsync())));
        await story.RunDueAsync();

        Assert.Equal(1, planned.Sum());
        Assert.Equal(2, await MailsAsync(story));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<TestStory> StartAsync(Engine? engine = null)
    {
        var story = await TestStory.StartAsync(engine);
        await story.ImportAsync($"{Anna},Anna,Engineering,UTC,mon,09:00,,en");
        await story.AdvanceAsync(Hour);
        return story;
    }

    private static async Task<int> MailsAsync(TestStory story)
    {
        await using var db = story.OpenDb();
        return await db.MailboxEmails.CountAsync();
    }

    private static async Task<NudgeState> StateAsync(TestStory story)
    {
        await using var db = story.OpenDb();
        return (await db.PromptDeliveries.SingleAsync()).NudgeState;
    }
}
