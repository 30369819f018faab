using System.Diagnostics.Metrics;
using BalancePipeline.Functions.Doors;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using BalancePipeline.Tests.Builders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BalancePipeline.Functions.Tests.Queues;

[Collection(nameof(Azurite))]
public sealed class ParkedMessageTests(Azurite azurite)
{
    [Fact]
    public async Task A_message_the_host_gave_up_on_is_kept_where_operators_look_and_is_counted()
    {
        await using var story = await TestStory.StartAsync();
        var database = new EmbeddedQueue(story.Get<IDbContextFactory<BalanceDb>>(), story.Clock);
        var counted = new List<string>();
        using var listener = Listen(counted);
        var doors = new PoisonDoors(new ParkedMessages(database, azurite.Claims, NullLogger<ParkedMessages>.Instance));

        await doors.Prompt("""{"deliveryId":1}""", CancellationToken.None);

        var queue = new AzureQueue(azurite.Storage, database);
        var parked = QueueNames.Poison(QueueNames.PromptsToSend);
        Assert.Equal("""{"deliveryId":1}""", Assert.Single(await queue.PeekAsync(parked, 32)).Body);
        Assert.Equal([$"{QueueNames.PromptsToSend} parked"], counted);
    }

    [Fact]
    public async Task A_parked_message_is_kept_with_its_whole_body_and_leaves_no_claim_behind()
    {
        await using var story = await TestStory.StartAsync();
        await azurite.PrepareAsync();
        var database = new EmbeddedQueue(story.Get<IDbContextFactory<BalanceDb>>(), story.Clock);
        var body = new string('x', QueueLimits.MaximumBytes);
        var message = await azurite.Claims.LeaveAsync(body);

        await new ParkedMessages(database, azurite.Claims, NullLogger<ParkedMessages>.Instance).KeepAsync(QueueNames.ReceiptsToSend, message);

        Assert.Equal(body, Assert.Single(await database.PeekAsync(QueueNames.Poison(QueueNames.ReceiptsToSend), 1)).Body);
        Assert.Null(await azurite.Claims.RedeemAsync(message));
    }

    [Fact]
    public async Task What_an_operators_command_queued_in_the_database_is_handed_over()
    {
        await using var story = await TestStory.StartAsync();
        var database = new EmbeddedQueue(story.Get<IDbContextFactory<BalanceDb>>(), story.Clock);
        await azurite.PrepareAsync();
        var storage = azurite.Storage;
        for (var reply = 1; reply <= 40; reply++) await database.SendAsync(QueueNames.RepliesToScore, new ReplyToScore(reply).ToJson());

        var moved = await new QueueHandover(database, storage).HandOverAsync();

        Assert.Equal(40, moved);
        Assert.Equal(0, await database.CountAsync(QueueNames.RepliesToScore));
        Assert.Equal(40, await storage.CountAsync(QueueNames.RepliesToScore));
    }

    private static MeterListener Listen(List<string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "balance.queue.messages") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Add($"{tags[0].Value} {tags[1].Value}"));
        listener.Start();
        return listener;
    }
}
