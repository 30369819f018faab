using BalancePipeline.Cli.Hosting;
using BalancePipeline.Email;
using BalancePipeline.Operations;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Receipts;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Tests.Stories;

/// <summary>What becomes of a mail that the mail system does not take at once.</summary>
public sealed class SendingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_mail_system_that_names_a_time_is_left_alone_until_then_and_no_try_is_used_up()
    {
        var wait = new SendResult.Transient("Asked to wait.", TimeSpan.FromHours(1));
        var sender = new ScriptedSender(Enumerable.Repeat(wait, 7));
        await using var story = await StartAsync(sender);

        await story.AdvanceAsync(60 * Minute);
        await story.AdvanceAsync(59 * Minute);
        Assert.Equal("Asked to wait.", (await DeliveryAsync(story)).Failure);
        for (var hour = 0; hour < 6; hour++) await story.AdvanceAsync(60 * Minute);
        Assert.Empty(sender.Taken);

        await story.AdvanceAsync(60 * Minute);
        Assert.Single(sender.Taken);
        Assert.Equal(DeliveryState.Sent, (await DeliveryAsync(story)).State);
        Assert.Empty(await story.Get<PoisonQueue>().ListAsync());
    }

    [Fact]
    public async Task A_mail_system_that_fails_is_tried_again_at_growing_intervals_then_the_message_is_parked_and_can_be_replayed()
    {
        var sender = new ScriptedSender(Enumerable.Repeat(new SendResult.Transient("Would not take it (451)."), 5));
        await using var story = await StartAsync(sender);

        foreach (var minutes in (int[])[60, 2, 4, 8]) await story.AdvanceAsync(minutes * Minute);
        Assert.Empty(await story.Get<PoisonQueue>().ListAsync());
        await story.AdvanceAsync(16 * Minute);
        Assert.Single(await story.Get<PoisonQueue>().ListAsync());

        await story.Get<PoisonQueue>().ReplayAsync(null);
        await story.RunDueAsync();
        Assert.Single(sender.Taken);
    }

    [Fact]
    public async Task A_prompt_that_is_replayed_on_another_day_is_missed_and_does_not_arrive_beside_that_days_own()
    {
        var sender = new ScriptedSender(Enumerable.Repeat(new SendResult.Transient("Would not take it (451)."), 5));
        await using var story = await StartAsync(sender);
        foreach (var minutes in (int[])[60, 2, 4, 8, 16]) await story.AdvanceAsync(minutes * Minute);

        await story.AdvanceAsync(TimeSpan.FromDays(1));
        await story.Get<PoisonQueue>().ReplayAsync(null);
        await story.RunDueAsync();

        Assert.Single(sender.Taken);
        await using var db = story.OpenDb();
        Assert.Equal([DeliveryState.Missed, DeliveryState.Sent], await db.PromptDeliveries.OrderBy(row => row.Id).Select(row => row.State).ToListAsync());
    }

    [Fact]
    public async Task Whatever_waited_for_a_mail_system_for_too_long_is_not_sent_any_more()
    {
        var sender = new ScriptedSender(Enumerable.Repeat(new SendResult.Transient("Credits used up.", TimeSpan.FromMinutes(15)), 6));
        await using var story = await StartAsync(sender);
        await PlanAsync(story, nudge: true);
        await using var db = story.OpenDb();
        await story.Get<ReceiptPlanner>().PlanAsync(await db.Participants.SingleAsync(), ReceiptKind.PageLink, "asked for");
        var queues = story.Get<StoryQueues>();
        await queues.DrainAsync();

        story.Clock.Advance(TimeSpan.FromHours(13));
        await queues.DrainAsync();
        Assert.Equal(NudgeState.None, (await DeliveryAsync(story)).NudgeState);
        Assert.Equal(ReceiptState.Planned, (await db.Receipts.AsNoTracking().SingleAsync()).State);

        story.Clock.Advance(TimeSpan.FromHours(36));
        await queues.DrainAsync();
        Assert.Equal(ReceiptState.Failed, (await db.Receipts.AsNoTracking().SingleAsync()).State);
        Assert.Empty(sender.Taken);
    }

    [Fact]
    public async Task An_address_that_fails_gets_no_more_mail_and_the_operator_sees_why()
    {
        var sender = new ScriptedSender(new SendResult.Permanent("The address was refused (550).", AddressFails: true));
        await using var story = await StartAsync(sender);

        for (var day = 0; day < 3; day++) await story.AdvanceAsync(day == 0 ? 60 * Minute : TimeSpan.FromDays(1));

        Assert.Empty(sender.Taken);
        var status = await story.Get<OperationsReader>().ReadAsync();
        Assert.Equal("The address was refused (550).", Assert.Single(status.Stopped).Reason);
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_itself_does_not_stop_its_person()
    {
        var sender = new ScriptedSender(new SendResult.Permanent("The content was refused (554)."));
        await using var story = await StartAsync(sender);

        await story.AdvanceAsync(60 * Minute);
        await story.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Single(sender.Taken);
        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);
    }

    [Fact]
    public async Task A_mail_of_which_nobody_knows_whether_it_left_is_shown_as_such_and_never_sent_again()
    {
        await using var story = await StartAsync(new SilentSender());

        for (var hour = 0; hour < 4; hour++) await story.AdvanceAsync(60 * Minute);

        Assert.Equal(DeliveryState.Sending, (await DeliveryAsync(story)).State);
        Assert.Equal(1, (await story.Get<OperationsReader>().ReadAsync()).Prompts.Unknown);
        Assert.Empty(await story.Get<PoisonQueue>().ListAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mail_that_could_not_be_written_is_sent_once_it_can(bool nudge)
    {
        var sender = new ScriptedSender();
        await using var story = await StartAsync(sender);
        await PlanAsync(story, nudge);
        await SetTimeZoneAsync(story, "Atlantis/Capital");
        await story.Get<StoryQueues>().DrainAsync();
        Assert.Empty(sender.Taken);

        await SetTimeZoneAsync(story, "UTC");
        await story.AdvanceAsync(2 * Minute);

        Assert.Single(sender.Taken);
        Assert.Empty(await story.Get<PoisonQueue>().ListAsync());
    }

    [Fact]
    public async Task A_receipt_that_could_not_be_written_stays_to_be_sent()
    {
        await using var story = await StartAsync(new ScriptedSender());
        await using var db = story.OpenDb();
        await story.Get<ReceiptPlanner>().PlanAsync(await db.Participants.SingleAsync(), ReceiptKind.Understood, "of a reply that there isn't");

        await story.Get<StoryQueues>().DrainAsync();

        Assert.Equal(ReceiptState.Planned, (await db.Receipts.AsNoTracking().SingleAsync()).State);
    }

    [Fact]
    public async Task A_nudge_that_the_mail_system_does_not_take_now_is_sent_later()
    {
        var sender = new ScriptedSender(new SendResult.Transient("Asked to wait.", TimeSpan.FromHours(1)));
        await using var story = await StartAsync(sender);
        await PlanAsync(story, nudge: true);

        await story.Get<StoryQueues>().DrainAsync();
        Assert.Equal(NudgeState.Planned, (await DeliveryAsync(story)).NudgeState);
        await story.AdvanceAsync(60 * Minute);

        Assert.Equal(NudgeState.Sent, (await DeliveryAsync(story)).NudgeState);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_stops_while_a_mail_leaves_still_notes_that_it_left(bool nudge)
    {
        using var stop = new CancellationTokenSource();
        await using var story = await StartAsync(new StoppingSender(stop));
        await PlanAsync(story, nudge);

        await story.Get<PromptSender>().SendAsync(new((await DeliveryAsync(story)).Id, nudge), stop.Token);

        var delivery = await DeliveryAsync(story);
        if (nudge) Assert.Equal(NudgeState.Sent, delivery.NudgeState);
        else Assert.Equal(DeliveryState.Sent, delivery.State);
    }

    [Fact]
    public async Task A_host_that_stops_while_a_receipt_leaves_still_notes_that_it_left()
    {
        using var stop = new CancellationTokenSource();
        await using var story = await StartAsync(new StoppingSender(stop));
        await using var db = story.OpenDb();
        await story.Get<ReceiptPlanner>().PlanAsync(await db.Participants.SingleAsync(), ReceiptKind.PageLink, "asked for");

        await story.Get<ReceiptSender>().SendAsync(new((await db.Receipts.SingleAsync()).Id), stop.Token);

        Assert.Equal(ReceiptState.Sent, (await db.Receipts.AsNoTracking().SingleAsync()).State);
    }

    [Fact]
    public async Task Whoever_is_erased_is_told_so_on_the_page_whatever_becomes_of_the_mail()
    {
        await using var story = await StartAsync(new SilentSender());
        await using var db = story.OpenDb();
        var token = story.Get<SignedTokens>().Issue(TokenPurpose.Page, (await db.Participants.SingleAsync()).Id, story.Clock.GetUtcNow().AddDays(1));

        using var response = await story.Http.PostAsync(new Uri($"/me/{token}/erase", UriKind.Relative), null);

        Assert.Contains("Everything of yours is erased", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await db.Participants.AsNoTracking().ToListAsync());
    }

    private static async Task<TestStory> StartAsync(IEmailSender sender)
    {
        var story = await TestStory.StartAsync(configure: services => services.AddSingleton(sender));
        await story.ImportPeopleAsync("Engineering", "anna");
        return story;
    }

    /// <summary>Plans and queues a prompt, or the nudge of one that was sent.</summary>
    private static async Task PlanAsync(TestStory story, bool nudge)
    {
        story.Clock.Advance(60 * Minute);
        await story.Get<PromptPlanner>().PlanAsync();
        if (!nudge) return;
        await using var db = story.OpenDb();
        await db.PromptDeliveries.ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.State, DeliveryState.Sent).SetProperty(delivery => delivery.NudgeState, NudgeState.Planned));
        await story.Get<PromptDispatch>().EnqueueAsync();
    }

    private static async Task SetTimeZoneAsync(TestStory story, string timeZone)
    {
        await using var db = story.OpenDb();
        await db.Participants.ExecuteUpdateAsync(row => row.SetProperty(person => person.TimeZone, timeZone));
    }

    private static async Task<PromptDelivery> DeliveryAsync(TestStory story)
    {
        await using var db = story.OpenDb();
        return await db.PromptDeliveries.SingleAsync();
    }
}
