using BalancePipeline.Queues;

namespace BalancePipeline.Operations;

/// <summary>Looks at how full the queues are.</summary>
public sealed class QueueWatch(IMessageQueue queue, TimeProvider clock)
{
    /// <summary>The state of every queue.</summary>
    public async Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken = default)
    {
        var states = new List<QueueState>();
        foreach (var name in QueueNames.All)
        {
            var oldest = (await queue.PeekAsync(name, QueueLimits.MaximumBatch, cancellationToken)).Select(message => (DateTimeOffset?)message.EnqueuedAt).Min();
            states.Add(new QueueState(
                name,
                await queue.CountAsync(name, cancellationToken),
                oldest is { } since ? (long)(clock.GetUtcNow() - since).TotalSeconds : null,
                await queue.CountAsync(QueueNames.Poison(name), cancellationToken)));
        }

        return states;
    }

    /// <summary>Records the lengths of all queues, and how long each one's oldest message has waited, as metrics.</summary>
    /// <returns>Messages in all of them together.</returns>
    public async Task<long> MeasureAsync(CancellationToken cancellationToken = default)
    {
        var states = await ReadAsync(cancellationToken);
        foreach (var state in states)
        {
            Telemetry.QueueLength(state.Name, state.Waiting);
            Telemetry.QueueAge(state.Name, state.OldestSeconds ?? 0);
            Telemetry.QueueLength(QueueNames.Poison(state.Name), state.Poison);
        }

        return states.Sum(state => (long)state.Waiting + state.Poison);
    }
}

/// <summary>How full a queue is.</summary>
/// <param name="Name">The queue.</param>
/// <param name="Waiting">Messages in it, those put off included.</param>
/// <param name="OldestSeconds">Age of the oldest message that could be handled now; null when there is none.</param>
/// <param name="Poison">Messages parked because they failed too often.</param>
public sealed record QueueState(string Name, int Waiting, long? OldestSeconds, int Poison);
