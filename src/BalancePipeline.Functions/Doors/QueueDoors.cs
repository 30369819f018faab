using BalancePipeline.Functions.Queues;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Receipts;
using BalancePipeline.Scoring;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When a message arrives. A failure goes through to the host, which tries five times and then parks the message.</summary>
public sealed class QueueDoors(PromptSender sender, ReplyScoring scoring, ReceiptSender receipts)
{
    [Function("PromptQueue")]
    public Task Prompt([QueueTrigger(QueueNames.PromptsToSend, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        sender.SendAsync(PromptToSend.Parse(message), cancellationToken);

    [Function("ReplyQueue")]
    public Task Reply([QueueTrigger(QueueNames.RepliesToScore, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        scoring.ScoreAsync(ReplyToScore.Parse(message), cancellationToken);

    [Function("ReceiptQueue")]
    public Task Receipt([QueueTrigger(QueueNames.ReceiptsToSend, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        receipts.SendAsync(ReceiptToSend.Parse(message), cancellationToken);
}
