using BalancePipeline.Functions.Queues;
using BalancePipeline.Queues;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When the host gave up on a message: it is kept where operators look for it.</summary>
public sealed class PoisonDoors(ParkedMessages parked)
{
    [Function("PromptPoison")]
    public Task Prompt([QueueTrigger(QueueNames.PromptsToSend + QueueNames.PoisonSuffix, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        parked.KeepAsync(QueueNames.PromptsToSend, message, cancellationToken);

    [Function("ReplyPoison")]
    public Task Reply([QueueTrigger(QueueNames.RepliesToScore + QueueNames.PoisonSuffix, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        parked.KeepAsync(QueueNames.RepliesToScore, message, cancellationToken);

    [Function("ReceiptPoison")]
    public Task Receipt([QueueTrigger(QueueNames.ReceiptsToSend + QueueNames.PoisonSuffix, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        parked.KeepAsync(QueueNames.ReceiptsToSend, message, cancellationToken);
}
