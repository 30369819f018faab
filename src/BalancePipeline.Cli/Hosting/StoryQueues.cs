using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Receipts;
using BalancePipeline.Scoring;

namespace BalancePipeline.Cli.Hosting;

/// <summary>The queues of the story and what handles their messages, as the function app has them.</summary>
public sealed class StoryQueues(QueuePump pump, PromptSender sender, ReplyScoring scoring, ReceiptSender receipts)
{
    private readonly IReadOnlyList<(string Queue, Func<string, CancellationToken, Task> Handle)> _queues =
    [
        (QueueNames.PromptsToSend, (message, stop) => sender.SendAsync(PromptToSend.Parse(message), stop)),
        (QueueNames.RepliesToScore, (message, stop) => scoring.ScoreAsync(ReplyToScore.Parse(message), stop)),
        (QueueNames.ReceiptsToSend, (message, stop) => receipts.SendAsync(ReceiptToSend.Parse(message), stop)),
    ];

    /// <summary>Handles what is visible until every queue is empty.</summary>
    /// <returns>How many messages were taken.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken = default)
    {
        var taken = 0;
        foreach (var (queue, handle) in _queues)
        {
            while (await pump.PumpAsync(queue, handle, cancellationToken) is var count and > 0) taken += count;
        }

        return taken;
    }
}
