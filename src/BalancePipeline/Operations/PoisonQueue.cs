using System.Globalization;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Operations;

/// <summary>The messages that failed too often: to look at, to try again, to give up.</summary>
public sealed class PoisonQueue(IMessageQueue queue, IDbContextFactory<BalanceDb> factory, TimeProvider clock)
{
    /// <summary>How many messages are listed at the most.</summary>
    public const int MaximumListed = 1000;

    // Long enough to go through the parked messages, short enough that one forgotten in between soon shows again.
    private static readonly TimeSpan Held = TimeSpan.FromMinutes(1);

    /// <summary>Parked messages, oldest first, up to <see cref="MaximumListed"/>. Both hosts park in the database.</summary>
    public async Task<IReadOnlyList<ParkedMessage>> ListAsync(CancellationToken cancellationToken = default)
    {
        var origins = QueueNames.All.ToDictionary(QueueNames.Poison);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var messages = await db.QueueMessages.AsNoTracking().Where(message => origins.Keys.Contains(message.Queue))
            .OrderBy(message => message.Id).Take(MaximumListed).ToListAsync(cancellationToken);
        return messages.ConvertAll(message =>
            new ParkedMessage(origins[message.Queue], message.Id.ToString(CultureInfo.InvariantCulture), message.Body, message.EnqueuedAt));
    }

    /// <summary>Puts messages back into their queue, where they get their five tries again.</summary>
    /// <param name="id">One message; null for all.</param>
    /// <param name="cancellationToken">Stops after the present message.</param>
    /// <returns>How many were put back.</returns>
    public Task<int> ReplayAsync(string? id, CancellationToken cancellationToken = default) =>
        TakeAsync(id, (name, message) => queue.SendAsync(name, message.Body, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Removes messages for good. What they were about stays as it is.</summary>
    /// <param name="id">One message; null for all.</param>
    /// <param name="cancellationToken">Stops after the present message.</param>
    /// <returns>How many were removed.</returns>
    public Task<int> DropAsync(string? id, CancellationToken cancellationToken = default) =>
        TakeAsync(id, (_, _) => Task.CompletedTask, cancellationToken);

    private async Task<int> TakeAsync(string? id, Func<string, ReceivedMessage, Task> act, CancellationToken cancellationToken)
    {
        var taken = 0;
        var began = clock.GetUtcNow();
        foreach (var name in QueueNames.All)
        {
            var passedOver = new List<ReceivedMessage>();
            while (await queue.ReceiveAsync(QueueNames.Poison(name), QueueLimits.MaximumBatch, Held, cancellationToken) is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    // Whatever is parked while this runs has its turn another time.
                    if ((id is not null && message.Id != id) || message.EnqueuedAt > began)
                    {
                        passedOver.Add(message);
                        continue;
                    }

                    // Put back before it is removed: a crash in between tries it twice rather than losing it.
                    await act(name, message);
                    taken += await queue.DeleteAsync(message, cancellationToken) ? 1 : 0;
                }
            }

            foreach (var message in passedOver) await queue.HideAsync(message, TimeSpan.Zero, cancellationToken);
        }

        return taken;
    }
}

/// <summary>A message that failed too often.</summary>
/// <param name="Queue">The queue it was in.</param>
/// <param name="Id">Identifies it among the parked messages.</param>
/// <param name="Body">The message; it names identifiers only.</param>
/// <param name="ParkedAt">Since when it is parked.</param>
public sealed record ParkedMessage(string Queue, string Id, string Body, DateTimeOffset ParkedAt);
