namespace BalancePipeline.Queues;

/// <summary>
/// Durable queues with the semantics of Azure Storage Queues: at least once, a visibility time-out, a dequeue count, no order guaranteed.
/// </summary>
public interface IMessageQueue
{
    /// <summary>Adds a message.</summary>
    /// <param name="queue">A name of <see cref="QueueNames"/>.</param>
    /// <param name="body">At most <see cref="QueueLimits.MaximumBytes"/> in UTF-8.</param>
    /// <param name="delay">Hidden for that long.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">The message is too large.</exception>
    Task SendAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellationToken = default);

    /// <summary>Adds several messages; when it fails, some may have been added.</summary>
    async Task SendManyAsync(string queue, IReadOnlyList<MessageToSend> messages, CancellationToken cancellationToken = default) =>
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = QueueLimits.MaximumBatch, CancellationToken = cancellationToken },
            async (message, stop) => await SendAsync(queue, message.Body, message.Delay, stop));

    /// <summary>Takes up to <paramref name="maximum"/> visible messages (1 to 32), counts the receipt and hides them for <paramref name="visibility"/>.</summary>
    Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int maximum, TimeSpan visibility, CancellationToken cancellationToken = default);

    /// <summary>Removes a message for good.</summary>
    /// <returns>False when it was received by somebody else since, or is gone.</returns>
    Task<bool> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken = default);

    /// <summary>Hides a received message for that long from now on, counted from its receipt.</summary>
    /// <returns>False when it was received by somebody else since, or is gone.</returns>
    Task<bool> HideAsync(ReceivedMessage message, TimeSpan visibility, CancellationToken cancellationToken = default);

    /// <summary>Looks at up to 32 visible messages without receiving them.</summary>
    Task<IReadOnlyList<PeekedMessage>> PeekAsync(string queue, int maximum, CancellationToken cancellationToken = default);

    /// <summary>How many messages are in the queue, hidden ones included; may be approximate.</summary>
    Task<int> CountAsync(string queue, CancellationToken cancellationToken = default);
}

/// <summary>A message on its way into a queue.</summary>
/// <param name="Body">At most <see cref="QueueLimits.MaximumBytes"/> in UTF-8.</param>
/// <param name="Delay">Hidden for that long.</param>
public sealed record MessageToSend(string Body, TimeSpan Delay);

/// <summary>A message in the hands of one reader until its visibility time-out ends.</summary>
/// <param name="Queue">Where it came from.</param>
/// <param name="Id">Identifies the message in its queue.</param>
/// <param name="PopReceipt">Proves that this reader was the last to receive it.</param>
/// <param name="Body">The message.</param>
/// <param name="DequeueCount">How often it was received, this time included.</param>
/// <param name="EnqueuedAt">When it was sent.</param>
public sealed record ReceivedMessage(string Queue, string Id, string PopReceipt, string Body, int DequeueCount, DateTimeOffset EnqueuedAt)
{
    /// <summary>Where the queue keeps a body that doesn't fit into a message of its own; null for one that does.</summary>
    public string? Claim { get; init; }
}

/// <summary>A message seen without being received.</summary>
/// <param name="Id">Identifies the message in its queue.</param>
/// <param name="Body">The message.</param>
/// <param name="DequeueCount">How often it was received.</param>
/// <param name="EnqueuedAt">When it was sent.</param>
public sealed record PeekedMessage(string Id, string Body, int DequeueCount, DateTimeOffset EnqueuedAt);
