using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Queues;

/// <summary>A queue, and the means to let time pass for it.</summary>
public sealed record QueueUnderTest(IMessageQueue Queue, Func<TimeSpan, Task> WaitAsync, IAsyncDisposable Owner) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}

/// <summary>What every queue of the product promises, whatever is behind it.</summary>
public abstract class QueueContract
{
    private const string Name = QueueNames.PromptsToSend;

    /// <summary>Short where a queue's time can't be faked.</summary>
    protected virtual TimeSpan Visibility => TimeSpan.FromSeconds(30);

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_received_message_is_hidden_until_its_visibility_ends_and_counts_its_receipts(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.Queue.SendAsync(Name, "one");

        var first = Assert.Single(await test.Queue.ReceiveAsync(Name, 10, Visibility));
        Assert.Empty(await test.Queue.ReceiveAsync(Name, 10, Visibility));
        await test.WaitAsync(Visibility);
        var second = Assert.Single(await test.Queue.ReceiveAsync(Name, 10, Visibility));

        Assert.Equal(("one", 1), (first.Body, first.DequeueCount));
        Assert.Equal(("one", 2), (second.Body, second.DequeueCount));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Only_the_last_reader_may_delete_a_message(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.Queue.SendAsync(Name, "one");
        var late = Assert.Single(await test.Queue.ReceiveAsync(Name, 1, Visibility));
        await test.WaitAsync(Visibility);
        var last = Assert.Single(await test.Queue.ReceiveAsync(Name, 1, Visibility));

        Assert.False(await test.Queue.DeleteAsync(late));
        Assert.True(await test.Queue.DeleteAsync(last));
        Assert.Equal(0, await test.Queue.CountAsync(Name));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_delayed_message_can_not_be_received_before_its_time(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.Queue.SendAsync(Name, "later", Visibility * 2);

        Assert.Empty(await test.Queue.ReceiveAsync(Name, 1, Visibility));
        await test.WaitAsync(Visibility * 2);
        Assert.Single(await test.Queue.ReceiveAsync(Name, 1, Visibility));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_message_may_be_put_off_for_weeks(Engine engine)
    {
        await using var test = await StartAsync(engine);

        await test.Queue.SendAsync(Name, "much later", TimeSpan.FromDays(30));

        Assert.Empty(await test.Queue.ReceiveAsync(Name, 1, Visibility));
        Assert.Equal(1, await test.Queue.CountAsync(Name));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Many_messages_sent_at_once_all_arrive(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var bodies = Enumerable.Range(1, 100).Select(number => $"message {number}").ToList();

        await test.Queue.SendManyAsync(Name, bodies.ConvertAll(body => new MessageToSend(body, TimeSpan.Zero)));

        var received = new List<string>();
        while (await test.Queue.ReceiveAsync(Name, QueueLimits.MaximumBatch, TimeSpan.FromMinutes(5)) is { Count: > 0 } batch)
            received.AddRange(batch.Select(message => message.Body));
        Assert.Equal(bodies.Order(StringComparer.Ordinal), received.Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_hidden_message_comes_back_after_the_time_asked_for(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.Queue.SendAsync(Name, "again");
        var message = Assert.Single(await test.Queue.ReceiveAsync(Name, 1, Visibility));

        Assert.True(await test.Queue.HideAsync(message, Visibility * 4));
        await test.WaitAsync(Visibility);
        Assert.Empty(await test.Queue.ReceiveAsync(Name, 1, Visibility));
        await test.WaitAsync(Visibility * 3);
        Assert.Single(await test.Queue.ReceiveAsync(Name, 1, Visibility));
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task Queues_do_not_see_each_others_messages(Engine engine)
    {
        await using var test = await StartAsync(engine);
        await test.Queue.SendAsync(QueueNames.RepliesToScore, "other");

        Assert.Empty(await test.Queue.ReceiveAsync(Name, 1, Visibility));
        Assert.Equal("other", Assert.Single(await test.Queue.PeekAsync(QueueNames.RepliesToScore, 1)).Body);
    }

    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_message_above_the_limit_is_refused_and_one_at_the_limit_arrives_whole(Engine engine)
    {
        await using var test = await StartAsync(engine);
        var largest = new string('ü', QueueLimits.MaximumBytes / 2);

        await Assert.ThrowsAsync<ArgumentException>(() => test.Queue.SendAsync(Name, largest + "x"));
        await test.Queue.SendAsync(Name, largest);

        Assert.Equal(largest, Assert.Single(await test.Queue.ReceiveAsync(Name, 1, Visibility)).Body);
    }

    protected abstract Task<QueueUnderTest> StartAsync(Engine engine);
}
