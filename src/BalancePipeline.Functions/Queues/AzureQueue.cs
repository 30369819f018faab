using BalancePipeline.Queues;

namespace BalancePipeline.Functions.Queues;

/// <summary>
/// The queues of the function app: Storage Queues, except that parked messages are in the database, where <see cref="ParkedMessages"/>
/// puts them and where every operator's command looks.
/// </summary>
public sealed class AzureQueue(StorageQueue storage, EmbeddedQueue database) : IMessageQueue
{
    /// <inheritdoc/>
    public Task SendAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellationToken = default) =>
        Of(queue).SendAsync(queue, body, delay, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string queue, int maximum, TimeSpan visibility, CancellationToken cancellationToken = default) =>
        Of(queue).ReceiveAsync(queue, maximum, visibility, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken = default) =>
        Of(message.Queue).DeleteAsync(message, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> HideAsync(ReceivedMessage message, TimeSpan visibility, CancellationToken cancellationToken = default) =>
        Of(message.Queue).HideAsync(message, visibility, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(string queue, int maximum, CancellationToken cancellationToken = default) =>
        Of(queue).PeekAsync(queue, maximum, cancellationToken);

    /// <inheritdoc/>
    public Task<int> CountAsync(string queue, CancellationToken cancellationToken = default) =>
        Of(queue).CountAsync(queue, cancellationToken);

    private IMessageQueue Of(string queue) => queue.EndsWith(QueueNames.PoisonSuffix, StringComparison.Ordinal) ? database : storage;
}
