namespace BalancePipeline.Functions.Queues;

/// <summary>
/// Where the queues are: the very settings that the host's triggers read, so that senders and triggers never differ.
/// </summary>
public sealed class StorageQueueOptions
{
    /// <summary>The settings' name: <c>Queues__queueServiceUri</c> for the app's identity, or <c>Queues</c> for a connection string.</summary>
    public const string Connection = "Queues";

    /// <summary>A storage account's queue service, e.g. <c>https://account.queue.core.windows.net</c>, reached by the app's identity.</summary>
    public Uri? QueueServiceUri { get; set; }

    /// <summary>The same account's blob service, e.g. <c>https://account.blob.core.windows.net</c>, for messages that are too large for a queue.</summary>
    public Uri? BlobServiceUri { get; set; }

    /// <summary>A connection string, for development: <c>UseDevelopmentStorage=true</c>.</summary>
    public string? ConnectionString { get; set; }
}
