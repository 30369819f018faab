using System.Diagnostics.Metrics;
using BalancePipeline.Functions.Doors;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Operations;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using BalancePipeline.Tests.Builders;
using Microsoft.Azure.Functions.Worker;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BalancePipeline.Functions.Tests.Queues;

[Collection(nameof(Azurite))]
public sealed class ParkedMessageTests(Azurite azurite)
{
    private const string Name = QueueNames.PromptsToSend;

    private static readonly string Poison = QueueNames.Poison(Name);

    [Fact]
    public async Task A_message_the_host_gave_up_on_is_kept_where_operators_look_and_is_counted()
    {
        await using var story = await StartAsync();
        var database = Database(story);
        var counted = new List<string>();
        using var listener = Listen(counted);
        await GiveUpAsync("""{"deliveryId":1}""");

        await new TimerDoors(story.Get<StoryTimers>(), story.Get<TimerRuns>(), Parked(database), new QueueHandover(database, azurite.Storage)).HandoverTimer(new TimerInfo(), CancellationToken.None);

        Assert.Equal("""{"deliveryId":1}""", Assert.Single(await new AzureQueue(azurite.Storage, database).PeekAsync(Poison, 32)).Body);
        Assert.Equal(0, await azurite.Storage.CountAsync(Poison));
        Assert.Equal([$"{Name} parked"], counted);
        await using var db = story.OpenDb();
        Assert.Equal("1 messages parked, 0 handed over", db.TimerRuns.Single().Summary);
    }

    [Fact]
    public async Task A_parked_message_is_kept_with_its_whole_body_and_leaves_no_claim_behind()
    {
        await using var story = await StartAsync();
        var database = Database(story);
        var body = new string('x', QueueLimits.MaximumBytes);
        var message = await azurite.Claims.LeaveAsync(body);
        await GiveUpAsync(message);

        Assert.Equal(1, await Parked(database).ParkAsync());

        Assert.Equal(body, Assert.Single(await database.PeekAsync(Poison, 1)).Body);
        Assert.Null(await azurite.Claims.RedeemAsync(message));
    }

    [Fact]
    public async Task While_the_database_is_away_a_message_stays_untouched_where_the_host_put_it_and_is_parked_afterwards()
    {
        await using var story = await StartAsync();
        var outage = new Outage(story.Get<IDbContextFactory<BalanceDb>>());
        var database = new EmbeddedQueue(outage, story.Clock);
        var parked = Parked(database);
        await GiveUpAsync("patient");

        for (var attempt = 1; attempt <= 2 * QueueLimits.MaximumTries; attempt++) await Assert.ThrowsAsync<IOException>(() => parked.ParkAsync());
        Assert.Equal(0, Assert.Single(await azurite.Storage.PeekAsync(Poison, 1)).DequeueCount);
        outage.IsOver = true;

        Assert.Equal(1, await parked.ParkAsync());
        Assert.Equal("patient", Assert.Single(await database.PeekAsync(Poison, 1)).Body);
        Assert.Equal(0, await azurite.Storage.CountAsync(Poison));
    }

    [Fact]
    public async Task Two_runs_at_once_park_every_message_once()
    {
        await using var story = await StartAsync();
        var database = Database(story);
        var bodies = Enumerable.Range(1, 70).Select(number => $"{number}").ToList();
        foreach (var body in bodies) await GiveUpAsync(body);

        var parked = await Task.WhenAll(Parked(database).ParkAsync(), Parked(database).ParkAsync());

        Assert.Equal(70, parked.Sum());
        Assert.Equal(bodies.Order(StringComparer.Ordinal), (await story.Get<PoisonQueue>().ListAsync()).Select(message => message.Body).Order(StringComparer.Ordinal));
        Assert.Equal(0, await azurite.Storage.CountAsync(Poison));
    }

    [Fact]
    public async Task A_message_whose_run_died_before_removing_it_is_parked_once()
    {
        await using var story = await StartAsync();
        var database = Database(story);
        await GiveUpAsync("once");
        var message = Assert.Single(await azurite.Storage.ReceiveAsync(Poison, 1, TimeSpan.FromMinutes(1)));
        await database.TakeOverAsync(message);
        await azurite.Storage.HideAsync(message, TimeSpan.Zero);

        Assert.Equal(0, await Parked(database).ParkAsync());

        Assert.Equal("once", Assert.Single(await database.PeekAsync(Poison, 10)).Body);
        Assert.Equal(0, await azurite.Storage.CountAsync(Poison));
    }

    [Fact]
    public async Task A_message_that_is_odd_or_can_not_be_parked_holds_up_no_other()
    {
        await using var story = await StartAsync();
        var database = Database(story);
        await GiveUpAsync(await azurite.Claims.LeaveAsync(new string('x', QueueLimits.MaximumBytes + 1)));
        await azurite.RawQueues.GetQueueClient(Poison).SendMessageAsync("not encoded");
        await GiveUpAsync("last");

        Assert.Equal(2, await Parked(database).ParkAsync());

        Assert.Equal(["last", "not encoded"], (await database.PeekAsync(Poison, 10)).Select(message => message.Body).Order(StringComparer.Ordinal));
        Assert.Equal(1, await azurite.Storage.CountAsync(Poison));
    }

    [Fact]
    public async Task A_full_queue_takes_its_share_of_a_run_and_leaves_time_for_the_others()
    {
        await using var story = await StartAsync();
        var database = Database(story);
        for (var number = 0; number < QueueLimits.MaximumBatch + 1; number++) await GiveUpAsync("many");
        await azurite.Queues.GetQueueClient(QueueNames.Poison(QueueNames.ReceiptsToSend)).SendMessageAsync("one");
        var hurried = new FakeTimeProvider { AutoAdvanceAmount = ParkedMessages.LongestStep * 0.6 };

        Assert.Equal(QueueLimits.MaximumBatch + 1, await new ParkedMessages(azurite.Storage, database, hurried, NullLogger<ParkedMessages>.Instance).ParkAsync());

        Assert.Equal(QueueLimits.MaximumBatch, await database.CountAsync(Poison));
        Assert.Equal(1, await azurite.Storage.CountAsync(Poison));
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

    private async Task<TestStory> StartAsync()
    {
        await azurite.PrepareAsync();
        return await TestStory.StartAsync();
    }

    /// <summary>Does what the host does with a message that failed too often.</summary>
    private async Task GiveUpAsync(string message) => await azurite.Queues.GetQueueClient(Poison).SendMessageAsync(message);

    private ParkedMessages Parked(EmbeddedQueue database) => new(azurite.Storage, database, TimeProvider.System, NullLogger<ParkedMessages>.Instance);

    private static EmbeddedQueue Database(TestStory story) => new(story.Get<IDbContextFactory<BalanceDb>>(), story.Clock);

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

    /// <summary>A database that is away until it is back.</summary>
    private sealed class Outage(IDbContextFactory<BalanceDb> working) : IDbContextFactory<BalanceDb>
    {
        public bool IsOver { get; set; }

        public BalanceDb CreateDbContext() => IsOver ? working.CreateDbContext() : throw new IOException("The database is away.");
    }
}
