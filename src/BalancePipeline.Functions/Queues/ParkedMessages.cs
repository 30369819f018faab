using System.Diagnostics.Metrics;
using BalancePipeline.Queues;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Functions.Queues;

/// <summary>Keeps messages that failed too often in the database, where operators see and replay them.</summary>
public sealed partial class ParkedMessages
{
    private readonly EmbeddedQueue _kept;
    private readonly ILogger<ParkedMessages> _logger;
    private readonly Counter<long> _count;

    /// <summary>Counts under <c>balance.messages.parked</c>.</summary>
    public ParkedMessages(EmbeddedQueue kept, IMeterFactory meters, ILogger<ParkedMessages> logger)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _kept = kept;
        _logger = logger;
        _count = meters.Create("BalancePipeline").CreateCounter<long>(
            "balance.messages.parked", description: "Messages that failed too often and wait for an operator.");
    }

    /// <summary>Keeps a message of that queue.</summary>
    public async Task KeepAsync(string queue, string message, CancellationToken cancellationToken = default)
    {
        await _kept.SendAsync(QueueNames.Poison(queue), message, cancellationToken: cancellationToken);
        _count.Add(1, new KeyValuePair<string, object?>("queue", queue));
        LogParked(_logger, queue);
    }

    [LoggerMessage(LogLevel.Error, "A message of {Queue} failed too often and was parked")]
    private static partial void LogParked(ILogger logger, string queue);
}
