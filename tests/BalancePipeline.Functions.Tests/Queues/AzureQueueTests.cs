using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using BalancePipeline.Tests.Builders;
using BalancePipeline.Tests.Queues;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Functions.Tests.Queues;

/// <summary>The promises of every queue, on Azure's emulator. Its time is real, so it is asked to hide messages for two seconds only.</summary>
[Collection(nameof(Azurite))]
public sealed class AzureQueueTests(Azurite azurite) : QueueContract
{
    protected override TimeSpan Visibility => TimeSpan.FromSeconds(2);

    protected override async Task<QueueUnderTest> StartAsync(Engine engine)
    {
        var story = await TestStory.StartAsync(engine);
        await azurite.PrepareAsync();
        return new QueueUnderTest(
            new AzureQueue(azurite.Storage, new EmbeddedQueue(story.Get<IDbContextFactory<BalanceDb>>(), story.Clock)),
            time => Task.Delay(time + TimeSpan.FromMilliseconds(200), TimeProvider.System),
            story);
    }
}
