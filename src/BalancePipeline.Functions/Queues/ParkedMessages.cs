using BalancePipeline.Queues;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Functions.Queues;

/// <summary>Keeps messages that failed too often in the database, where operators see and replay them.</summary>
public sealed partial class ParkedMessages(EmbeddedQueue database, Claims claims, ILogger<ParkedMessages> logger)
{
    /// <summary>Keeps a message of that queue, and counts it.</summary>
    public async Task KeepAsync(string queue, string message, CancellationToken cancellationToken = default)
    {
        await claims.HandleAsync(message, body => database.SendAsync(QueueNames.Poison(queue), body, cancellationToken: cancellationToken), cancellationToken);
        Telemetry.Message(queue, "parked");
        LogParked(logger, queue);
    }

    [LoggerMessage(LogLevel.Error, "A message of {Queue} failed too often and was parked")]
    private static partial void LogParked(ILogger logger, string queue);
}
