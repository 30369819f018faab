using System.Text;
using System.Text.Json;
using BalancePipeline.Participants;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Stories;

public sealed class MailEventTests
{
    private const string Anna = "anna@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_hard_bounce_stops_mail_once_however_often_it_is_told(Engine engine)
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna", engine);
        await using var _ = story;
        var bounce = new { email = Anna, timestamp = Now(story), @event = "bounce", type = "bounce", status = "5.1.1", reason = $"550 {Anna} unknown", sg_event_id = "b1", smtp_id = "" };

        Assert.Equal(1, await TellAsync(story, bounce, bounce));
        Assert.Equal(0, await TellAsync(story, bounce));
        await story.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Single(await story.MailsToAsync(Anna));
        await using var db = story.OpenDb();
        var person = await db.Participants.SingleAsync();
        Assert.Equal(ParticipantStatus.Undeliverable, person.Status);
        Assert.DoesNotContain("anna", person.StatusReason, StringComparison.Ordinal);
        Assert.Equal("5.1.1", (await db.MailEvents.SingleAsync()).Status);
        Assert.NotNull(prompt);
    }

    [Theory]
    [InlineData("spamreport", ParticipantStatus.Undeliverable)]
    [InlineData("unsubscribe", ParticipantStatus.Unsubscribed)]
    [InlineData("group_unsubscribe", ParticipantStatus.Unsubscribed)]
    [InlineData("delivered", ParticipantStatus.Active)]
    [InlineData("deferred", ParticipantStatus.Active)]
    [InlineData("open", ParticipantStatus.Active)]
    public async Task Each_event_has_its_consequence(string name, ParticipantStatus status)
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;

        await TellAsync(story, new { email = Anna, timestamp = Now(story), @event = name, sg_event_id = "e1" });

        await using var db = story.OpenDb();
        Assert.Equal(status, (await db.Participants.SingleAsync()).Status);
    }

    [Theory]
    [InlineData("Bounced Address", ParticipantStatus.Undeliverable)]
    [InlineData("Spam Reporting Address", ParticipantStatus.Undeliverable)]
    [InlineData("Unsubscribed Address", ParticipantStatus.Unsubscribed)]
    [InlineData("Invalid SMTPAPI header", ParticipantStatus.Active)]
    [InlineData("Recipient List over Package Quota", ParticipantStatus.Active)]
    public async Task A_dropped_mail_stops_more_only_when_it_is_the_address(string reason, ParticipantStatus status)
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;

        await TellAsync(story, new { email = Anna, timestamp = Now(story), @event = "dropped", reason, sg_event_id = "d1" });

        await using var db = story.OpenDb();
        Assert.Equal(status, (await db.Participants.SingleAsync()).Status);
    }

    [Fact]
    public async Task A_bounce_that_is_older_than_the_persons_last_reply_changes_nothing()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        var before = Now(story);
        story.Clock.Advance(TimeSpan.FromMinutes(10));
        await story.AnswerAsync(Anna, "I am here, and we shipped.");

        await TellAsync(story, new { email = Anna, timestamp = before, @event = "bounce", type = "bounce", sg_event_id = "late" });

        await using var db = story.OpenDb();
        Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);
    }

    [Fact]
    public async Task Soft_bounces_stop_mail_only_when_five_come_in_a_row()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        var start = Now(story);
        object Blocked(int index) => new { email = Anna, timestamp = start + index, @event = "bounce", type = "blocked", status = "4.2.2", sg_event_id = $"s{index}" };

        await TellAsync(story, [.. Enumerable.Range(1, 4).Select(Blocked), new { email = Anna, timestamp = start + 5, @event = "delivered", sg_event_id = "ok" }, Blocked(6)]);
        await using (var db = story.OpenDb()) Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);

        await TellAsync(story, [.. Enumerable.Range(7, 4).Select(Blocked)]);
        await using (var db = story.OpenDb()) Assert.Equal(ParticipantStatus.Undeliverable, (await db.Participants.SingleAsync()).Status);
    }

    [Fact]
    public async Task A_soft_bounce_from_before_the_last_delivery_does_not_count_however_late_it_is_told()
    {
        var (story, _) = await TestStory.StartAskedAsync("anna");
        await using var __ = story;
        var start = Now(story);
        object Blocked(int at) => new { email = Anna, timestamp = start + at, @event = "bounce", type = "blocked", sg_event_id = $"s{at}" };

        await TellAsync(story, [new { email = Anna, timestamp = start + 10, @event = "delivered", sg_event_id = "ok" }, .. Enumerable.Range(11, 4).Select(Blocked), Blocked(5)]);
        await using (var db = story.OpenDb()) Assert.Equal(ParticipantStatus.Active, (await db.Participants.SingleAsync()).Status);

        await TellAsync(story, Blocked(15));
        await using (var db = story.OpenDb()) Assert.Equal(ParticipantStatus.Undeliverable, (await db.Participants.SingleAsync()).Status);
    }

    [Theory]
    [InlineData("group_unsubscribe group_resubscribe", ParticipantStatus.Active)]
    [InlineData("group_resubscribe group_unsubscribe", ParticipantStatus.Unsubscribed)]
    [InlineData("group_unsubscribe group_resubscribe group_unsubscribe", ParticipantStatus.Unsubscribed)]
    public async Task The_last_change_of_mind_holds_in_whatever_order_it_is_told(string changes, ParticipantStatus status)
    {
        var events = changes.Split(' ').Select((name, index) => (name, index)).ToList();
        foreach (var told in new[] { events, [.. events.AsEnumerable().Reverse()] })
        {
            var (story, _) = await TestStory.StartAskedAsync("anna");
            await using var __ = story;
            var start = Now(story);
            story.Clock.Advance(TimeSpan.FromMinutes(1));

            await TellAsync(story, [.. told.Select(change => new { email = Anna, timestamp = start + 1 + change.index, @event = change.name, sg_event_id = $"g{change.index}" })]);

            await using var db = story.OpenDb();
            Assert.Equal(status, (await db.Participants.SingleAsync()).Status);
        }
    }

    [Fact]
    public async Task The_mail_is_found_by_its_message_id_and_no_address_is_stored()
    {
        var (story, prompt) = await TestStory.StartAskedAsync("anna");
        await using var _ = story;

        await TellAsync(story, new Dictionary<string, object>
        {
            ["email"] = "moved@elsewhere.example",
            ["timestamp"] = Now(story),
            ["event"] = "delivered",
            ["sg_event_id"] = "m1",
            ["smtp-id"] = $"<{prompt.MessageId}>",
        });

        await using var db = story.OpenDb();
        var told = await db.MailEvents.SingleAsync();
        Assert.Equal((await db.PromptDeliveries.SingleAsync()).Id, told.DeliveryId);
        Assert.Null(told.ParticipantId);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    public async Task What_is_no_list_of_events_is_refused(string body)
    {
        await using var story = await TestStory.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await story.Http.PostAsync(new Uri("/api/v1/events/sendgrid", UriKind.Relative), content);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Events_that_make_no_sense_are_passed_over(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);

        Assert.Equal(0, await TellAsync(
            story, 1, "two", new { }, new { sg_event_id = "x", @event = "bounce", timestamp = "soon" }, new { sg_event_id = 7, @event = "bounce" }, new { sg_event_id = "nul\0", @event = "bounce", timestamp = 1 }));
        Assert.Equal(1, await TellAsync(story, new { sg_event_id = "known", @event = "bounce", timestamp = 1, email = "anna\0@example.org" }));
        Assert.Equal(0, await TellAsync(story, """[{"sg_event_id":"\ud800","event":"bounce","timestamp":1}]"""));
    }

    private static long Now(TestStory story) => story.Clock.GetUtcNow().ToUnixTimeSeconds();

    private static Task<int> TellAsync(TestStory story, params object[] events) => TellAsync(story, JsonSerializer.Serialize(events));

    private static async Task<int> TellAsync(TestStory story, string events)
    {
        using var content = new StringContent(events, Encoding.UTF8, "application/json");
        using var response = await story.Http.PostAsync(new Uri("/api/v1/events/sendgrid", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("taken").GetInt32();
    }
}
