using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Queues;
using Microsoft.Extensions.Hosting;

namespace BalancePipeline.Functions.Hosting;

/// <summary>Makes the queues and the container of their claims on a developer's machine. In Azure the infrastructure makes them, and the app may not.</summary>
internal sealed class QueuesAtStart(QueueServiceClient queues, BlobServiceClient blobs) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in QueueNames.All.SelectMany(name => new[] { name, QueueNames.Poison(name) }))
            await queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await blobs.GetBlobContainerClient(Claims.Container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
