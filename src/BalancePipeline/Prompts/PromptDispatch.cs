using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>
/// Puts what is planned into the queue, spread over the minutes so that sending stays below the limits of the mail system. Finds
/// everything that was planned and not queued, also by a run that died in between.
/// </summary>
public sealed class PromptDispatch(IDbContextFactory<BalanceDb> factory, IMessageQueue queue, IOptions<PromptOptions> options, TimeProvider clock)
{
    /// <summary>
    /// After that long, planning and queueing each leave the rest to the next run: a host ends a run that takes too long at any point,
    /// and what comes last in it would never have its turn.
    /// </summary>
    internal static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(5);

    private const int Batch = 500;

    /// <summary>Queues prompts and nudges.</summary>
    /// <returns>How many were queued.</returns>
    public async Task<int> EnqueueAsync(CancellationToken cancellationToken = default)
    {
        // What already waits is sent first.
        var place = await queue.CountAsync(QueueNames.PromptsToSend, cancellationToken);
        var before = place;
        var end = clock.GetUtcNow() + LongestStep;
        while (clock.GetUtcNow() < end && await EnqueueBatchAsync(place, nudges: false, cancellationToken) is var count and > 0) place += count;
        while (clock.GetUtcNow() < end && await EnqueueBatchAsync(place, nudges: true, cancellationToken) is var count and > 0) place += count;
        return place - before;
    }

    private async Task<int> EnqueueBatchAsync(int place, bool nudges, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var waiting = nudges
            ? db.PromptDeliveries.Where(delivery => delivery.NudgeState == NudgeState.Planned && delivery.NudgeQueuedAt == null)
            : db.PromptDeliveries.Where(delivery => delivery.QueuedAt == null);
        var ids = await waiting.OrderBy(delivery => delivery.Id).Take(Batch).Select(delivery => delivery.Id).ToListAsync(cancellationToken);
        if (ids.Count == 0) return 0;

        // Queued before it is marked: a crash in between queues twice, which the claim of the sender makes harmless.
        await queue.SendManyAsync(
            QueueNames.PromptsToSend, ids.ConvertAll(id => new MessageToSend(new PromptToSend(id, nudges, Telemetry.TraceParent).ToJson(), Delay(place++))), cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Two instances that mark the same rows in another order would wait for each other for ever.
        if (db.IsPostgreSql) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM prompt_deliveries WHERE id = ANY({ids}) ORDER BY id FOR UPDATE", cancellationToken);
        var now = clock.GetUtcNow();
        var queued = db.PromptDeliveries.Where(delivery => ids.Contains(delivery.Id));
        await (nudges
            ? queued.ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.NudgeQueuedAt, now), cancellationToken)
            : queued.ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.QueuedAt, now), cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }

    private TimeSpan Delay(int place) => TimeSpan.FromMinutes(place / options.Value.SendsPerMinute);
}
