using BalancePipeline.Queues;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Functions.Queues;

/// <summary>
/// Fetches the messages that the host gave up on into the database, where operators see and replay them. A timer does so: a trigger
/// would leave it to the host how often such a message is tried while the database is away, and what a last failure means.
/// </summary>
public sealed partial class ParkedMessages(StorageQueue storage, EmbeddedQueue database, TimeProvider clock, ILogger<ParkedMessages> logger)
{
    /// <summary>After that long with one queue the rest is left to the next run, so that a full queue doesn't hold up the others.</summary>
    internal static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);

    // Much longer than a batch takes, and over when the next run comes.
    private static readonly TimeSpan Visibility = TimeSpan.FromMinutes(4);

    /// <summary>Parks every message that waits for it; one that can't be parked stays for the next run.</summary>
    /// <returns>How many were parked.</returns>
    public async Task<int> ParkAsync(CancellationToken cancellationToken = default)
    {
        // While the database is away this fails before any message is taken.
        await database.CountAsync(QueueNames.PromptsToSend, cancellationToken);

        var parked = 0;
        foreach (var queue in QueueNames.All)
        {
            var end = clock.GetUtcNow() + LongestStep;
            while (clock.GetUtcNow() < end
                && await storage.ReceiveAsync(QueueNames.Poison(queue), QueueLimits.MaximumBatch, Visibility, cancellationToken) is { Count: > 0 } messages)
            {
                foreach (var message in messages) parked += await ParkAsync(queue, message, cancellationToken) ? 1 : 0;
            }
        }

        return parked;
    }

    private async Task<bool> ParkAsync(string queue, ReceivedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            // Parked before it is removed: after a crash in between, the next run finds it parked and only removes it.
            var isNew = await database.TakeOverAsync(message, cancellationToken);
            if (isNew)
            {
                Telemetry.Message(queue, "parked");
                LogParked(logger, queue);
            }

            await storage.DeleteAsync(message, cancellationToken);
            return isNew;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            LogFailure(logger, message.Id, message.Queue, exception);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "A message of {Queue} failed too often and was parked")]
    private static partial void LogParked(ILogger logger, string queue);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of {Queue} could not be parked; it is tried again")]
    private static partial void LogFailure(ILogger logger, string messageId, string queue, Exception exception);
}
