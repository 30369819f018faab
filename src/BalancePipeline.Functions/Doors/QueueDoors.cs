using BalancePipeline.Functions.Queues;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Receipts;
using BalancePipeline.Scoring;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When a message arrives. A failure goes through to the host, which tries five times and then parks the message.</summary>
public sealed class QueueDoors(Claims claims, PromptSender sender, ReplyScoring scoring, ReceiptSender receipts)
{
    [Function("PromptQueue")]
    public Task Prompt([QueueTrigger(QueueNames.PromptsToSend, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        claims.HandleAsync(message, body => sender.SendAsync(PromptToSend.Parse(body), cancellationToken), cancellationToken);

    [Function("ReplyQueue")]
    public Task Reply([QueueTrigger(QueueNames.RepliesToScore, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        claims.HandleAsync(message, body => scoring.ScoreAsync(ReplyToScore.Parse(body), cancellationToken), cancellationToken);

    [Function("ReceiptQueue")]
    public Task Receipt([QueueTrigger(QueueNames.ReceiptsToSend, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        claims.HandleAsync(message, body => receipts.SendAsync(ReceiptToSend.Parse(body), cancellationToken), cancellationToken);
}
