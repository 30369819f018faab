using Microsoft.Extensions.Logging;

namespace BalancePipeline.Queues;

/// <summary>Hands the messages of a queue to a handler, as the Functions host does: five tries, then parked.</summary>
public sealed partial class QueuePump(IMessageQueue queue, ILogger<QueuePump> logger)
{
    /// <summary>How long a message stays hidden while it is handled, and the shortest wait before it is tried again.</summary>
    public static readonly TimeSpan Visibility = TimeSpan.FromMinutes(2);

    /// <summary>Handles the messages that are visible now, up to one batch, one after the other.</summary>
    /// <returns>How many messages were taken, failed ones included; 0 when the queue has none to give.</returns>
    public async Task<int> PumpAsync(string name, Func<string, CancellationToken, Task> handle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var messages = await queue.ReceiveAsync(name, QueueLimits.MaximumBatch, Visibility, cancellationToken);
        foreach (var message in messages) await HandleAsync(message, handle, cancellationToken);
        return messages.Count;
    }

    private async Task HandleAsync(ReceivedMessage message, Func<string, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        try
        {
            await handle(message.Body, cancellationToken);
            await queue.DeleteAsync(message, cancellationToken);
            Telemetry.Message(message.Queue, "handled");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailure(logger, message.Queue, message.Id, message.DequeueCount, exception);
            await FailAsync(message, cancellationToken);
        }
    }

    private async Task FailAsync(ReceivedMessage message, CancellationToken cancellationToken)
    {
        if (message.DequeueCount < QueueLimits.MaximumTries)
        {
            Telemetry.Message(message.Queue, "failed");
            await queue.HideAsync(message, Visibility * (1 << (message.DequeueCount - 1)), cancellationToken);
            return;
        }

        // Parked before it is removed: a crash in between parks it twice rather than losing it.
        await queue.SendAsync(QueueNames.Poison(message.Queue), message.Body, cancellationToken: cancellationToken);
        await queue.DeleteAsync(message, cancellationToken);
        Telemetry.Message(message.Queue, "parked");
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of {Queue} failed at try {Try}")]
    private static partial void LogFailure(ILogger logger, string queue, string messageId, int @try, Exception exception);
}
