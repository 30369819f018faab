using Azure.Storage.Queues;
using BalancePipeline.Queues;
using Microsoft.Extensions.Hosting;

namespace BalancePipeline.Functions.Hosting;

/// <summary>Makes the queues on a developer's machine. In Azure the infrastructure makes them, and the app may not.</summary>
internal sealed class QueuesAtStart(QueueServiceClient account) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in QueueNames.All.SelectMany(name => new[] { name, QueueNames.Poison(name) }))
            await account.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
