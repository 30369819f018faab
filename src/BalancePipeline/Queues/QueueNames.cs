namespace BalancePipeline.Queues;

/// <summary>The queues of the story.</summary>
public static class QueueNames
{
    /// <summary>Deliveries that are planned and wait to be sent.</summary>
    public const string PromptsToSend = "prompts-to-send";

    /// <summary>Replies that are accepted and wait to be scored.</summary>
    public const string RepliesToScore = "replies-to-score";

    /// <summary>Receipts that are planned and wait to be sent.</summary>
    public const string ReceiptsToSend = "receipts-to-send";

    /// <summary>What Azure Functions appends to a queue's name for messages that failed too often.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>All queues, without their poison queues.</summary>
    public static IReadOnlyList<string> All { get; } = [PromptsToSend, RepliesToScore, ReceiptsToSend];

    /// <summary>The queue in which messages of <paramref name="queue"/> are parked.</summary>
    public static string Poison(string queue) => queue + PoisonSuffix;
}

/// <summary>Limits of Azure Storage Queues that hold for every queue of the product.</summary>
public static class QueueLimits
{
    /// <summary>Tries before a message is parked.</summary>
    public const int MaximumTries = 5;

    /// <summary>Bytes of a message in UTF-8: 64 KiB.</summary>
    public const int MaximumBytes = 64 * 1024;

    /// <summary>Messages of one receipt.</summary>
    public const int MaximumBatch = 32;
}
