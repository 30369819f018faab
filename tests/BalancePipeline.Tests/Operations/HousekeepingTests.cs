using BalancePipeline.Access;
using BalancePipeline.Operations;
using BalancePipeline.Replies;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Tests.Operations;

public sealed class HousekeepingTests
{
    private const string Anna = "anna@example.org";

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Raw_mail_goes_after_thirty_days_and_replies_after_thirteen_months(Engine engine)
    {
        await using var story = await StartAsync(engine);

        story.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, (await CleanAsync(story)).RawMails);
        story.Clock.Advance(TimeSpan.FromDays(2));
        var month = await CleanAsync(story);
        // The prompt and the receipt of its answer.
        Assert.Equal((1, 2, 0, 0), (month.RawMails, month.ShownMails, month.Replies, month.Deliveries));

        story.Clock.Advance(TimeSpan.FromDays(366));
        var year = await CleanAsync(story);
        Assert.Equal((1, 1), (year.Replies, year.Deliveries));
        await using var db = story.OpenDb();
        Assert.Equal((0, 0, 1), (await db.Scores.CountAsync(), await db.PromptDeliveries.CountAsync(), await db.Participants.CountAsync()));
        Assert.Equal(0, (await CleanAsync(story)).Replies);
    }

    [Fact]
    public async Task The_settings_say_how_long()
    {
        await using var story = await StartAsync(settings: new Dictionary<string, string?> { ["Retention:RawMailDays"] = "5", ["Retention:ReplyMonths"] = "3" });

        story.Clock.Advance(TimeSpan.FromDays(93));

        var result = await CleanAsync(story);
        Assert.Equal((1, 1), (result.RawMails, result.Replies));
        Assert.Contains("1 raw mails", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_nobody_has_judged_is_never_removed_and_the_sweep_takes_it_up()
    {
        await using var story = await StartAsync();
        var form = InboundForm.Of([new("from", "nobody@example.org"), new("to", "reply+x@reply.test.example"), new("text", "Hello"), new("headers", "Message-ID: <lost@x.example>")]);
        await using (var db = story.OpenDb())
        {
            db.InboundEmails.Add(new InboundEmail { DeduplicationKey = "<lost@x.example>", ReceivedAt = TestStory.Start, Form = form.ToBytes() });
            await db.SaveChangesAsync();
        }

        story.Clock.Advance(TimeSpan.FromDays(40));
        await CleanAsync(story);
        await story.Get<ReplyIntake>().SweepAsync();

        await using var after = story.OpenDb();
        Assert.Equal(ReplyRejection.UnknownToken, (await after.InboundEmails.SingleAsync()).Rejection);
    }

    [Fact]
    public async Task People_who_left_long_ago_are_erased_and_those_who_unsubscribed_are_remembered()
    {
        await using var story = await StartAsync();
        await story.ImportPeopleAsync("Engineering", "ben");
        await using (var db = story.OpenDb())
        {
            (await db.Participants.SingleAsync(person => person.Email == Anna)).Deactivate(story.Clock.GetUtcNow());
            (await db.Participants.SingleAsync(person => person.Name == "ben")).Unsubscribe(story.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        story.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(1, (await CleanAsync(story)).People);
        await using var after = story.OpenDb();
        Assert.Equal("ben", (await after.Participants.SingleAsync()).Name);
    }

    [Fact]
    public async Task Access_tokens_go_some_time_after_they_ended()
    {
        await using var story = await StartAsync();
        await story.Get<AccessTokens>().CreateAsync("short", AccessRole.Administrator, [], TimeSpan.FromDays(1));
        await story.Get<AccessTokens>().CreateAsync("endless", AccessRole.Administrator, [], null);

        story.Clock.Advance(TimeSpan.FromDays(92));

        Assert.Equal(1, (await CleanAsync(story)).Tokens);
    }

    private static Task<HousekeepingResult> CleanAsync(TestStory story) => story.Get<Housekeeping>().CleanAsync();

    private static async Task<TestStory> StartAsync(Engine? engine = null, Dictionary<string, string?>? settings = null)
    {
        var story = await TestStory.StartAsync(engine, settings: settings);
        await story.ImportPeopleAsync("Engineering", "anna");
        await story.AdvanceAsync(TimeSpan.FromHours(1));
        await story.AnswerAsync(Anna, "We shipped it.");
        return story;
    }
}
