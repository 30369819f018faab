using BalancePipeline.Queues;

namespace BalancePipeline.Tests.Builders;

/// <summary>The embedded queue, which takes no message while it is down, and none before it is ready.</summary>
public sealed class FailingQueue(EmbeddedQueue working) : IMessageQueue
{
    public bool IsDown { get; set; }

    public Task Ready { get; set; } = Task.CompletedTask;

    public async Task SendAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellationToken = default)
    {
        if (IsDown) throw new IOException("The queue is down.");
        await Ready;
        await working.SendAsync(queue, body, delay, cancellationToken);
    }

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int maximum, TimeSpan visibility, CancellationToken cancellationToken = default) =>
        working.ReceiveAsync(queue, maximum, visibility, cancellationToken);

    public Task<bool> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken = default) => working.DeleteAsync(message, cancellationToken);

    public Task<bool> HideAsync(ReceivedMessage message, TimeSpan visibility, CancellationToken cancellationToken = default) =>
        working.HideAsync(message, visibility, cancellationToken);

    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(string queue, int maximum, CancellationToken cancellationToken = default) =>
        working.PeekAsync(queue, maximum, cancellationToken);

    public Task<int> CountAsync(string queue, CancellationToken cancellationToken = default) => working.CountAsync(queue, cancellationToken);
}
