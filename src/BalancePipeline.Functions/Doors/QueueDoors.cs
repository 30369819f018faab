using BalancePipeline.Functions.Queues;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Scoring;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When a message arrives. A failure goes through to the host, which tries five times and then parks the message.</summary>
public sealed class QueueDoors(PromptSender sender, ReplyScoring scoring)
{
    [Function("PromptQueue")]
    public Task Prompt([QueueTrigger(QueueNames.PromptsToSend, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        sender.SendAsync(PromptToSend.Parse(message), cancellationToken);

    [Function("ReplyQueue")]
    public Task Reply([QueueTrigger(QueueNames.RepliesToScore, Connection = StorageQueueOptions.Connection)] string message, CancellationToken cancellationToken) =>
        scoring.ScoreAsync(ReplyToScore.Parse(message), cancellationToken);
}
