namespace BalancePipeline.Queues;

/// <summary>A row of the embedded queue.</summary>
public sealed class QueueMessage
{
    /// <summary>Grows with every message, so that the oldest is served first.</summary>
    public long Id { get; init; }

    /// <summary>The queue's name.</summary>
    public required string Queue { get; set; }

    /// <summary>The message, at most 64 KiB.</summary>
    public required string Body { get; init; }

    /// <summary>When it was sent.</summary>
    public DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Hidden from readers until then.</summary>
    public DateTimeOffset VisibleAt { get; set; }

    /// <summary>How often it was received.</summary>
    public int DequeueCount { get; set; }

    /// <summary>Changes at every receipt: only the last reader may delete the message.</summary>
    public string? PopReceipt { get; set; }

    /// <summary>The message's id in the queue that it was taken over from, unique in this one; null for a message that was sent here.</summary>
    public string? OriginId { get; init; }
}
