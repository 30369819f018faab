using BalancePipeline.Queues;
using BalancePipeline.Tests.Builders;

namespace BalancePipeline.Tests.Queues;

public sealed class EmbeddedQueueTests : QueueContract
{
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
