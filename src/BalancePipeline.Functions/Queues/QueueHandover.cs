using BalancePipeline.Queues;

namespace BalancePipeline.Functions.Queues;

/// <summary>
/// Hands over what an operator's command queued. <c>balance</c> reaches the database and not the storage account, so a replay or a
/// rescoring asked for there waits in the database's own queue.
/// </summary>
public sealed class QueueHandover(EmbeddedQueue database, StorageQueue storage)
{
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(5);

    /// <summary>Moves every waiting message; one that is moved twice does no harm.</summary>
    /// <returns>How many were moved.</returns>
    public async Task<int> HandOverAsync(CancellationToken cancellationToken = default)
    {
        var moved = 0;
        foreach (var queue in QueueNames.All)
        {
            while (await database.ReceiveAsync(queue, QueueLimits.MaximumBatch, Visibility, cancellationToken) is { Count: > 0 } messages)
            {
                await ((IMessageQueue)storage).SendManyAsync(queue, [.. messages.Select(message => new MessageToSend(message.Body, TimeSpan.Zero))], cancellationToken);
                foreach (var message in messages) await database.DeleteAsync(message, cancellationToken);
                moved += messages.Count;
            }
        }

        return moved;
    }
}
