using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Queues;

public sealed class EmbeddedQueueTests : QueueContract
{
    [Theory]
    [ClassData(typeof(Engines))]
    public async Task A_message_that_is_taken_over_many_times_at_once_is_here_once(Engine engine)
    {
        await using var story = await TestStory.StartAsync(engine);
        var queue = (EmbeddedQueue)story.Get<IMessageQueue>();
        var parked = QueueNames.Poison(QueueNames.PromptsToSend);
        var message = new ReceivedMessage(parked, "7b6a", "receipt", "one", 1, TestStory.Start);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => queue.TakeOverAsync(message)));

        Assert.Single(taken, isNew => isNew);
        Assert.Equal("one", Assert.Single(await queue.PeekAsync(parked, 10)).Body);
        Assert.True(await queue.TakeOverAsync(message with { Id = "7b6b" }));
    }

    protected override async Task<QueueUnderTest> StartAsync(Engine engine)
    {
        var story = await TestStory.StartAsync(engine);
        return new QueueUnderTest(
            story.Get<IMessageQueue>(),
            time =>
            {
                story.Clock.Advance(time);
                return Task.CompletedTask;
            },
            story);
    }
}
