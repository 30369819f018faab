using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>Plans the one nudge of prompts that nobody answered.</summary>
public sealed partial class NudgePlanner(
    IDbContextFactory<BalanceDb> factory, Cadence cadence, PromptDispatch dispatch, IOptions<PromptOptions> options, TimeProvider clock, ILogger<NudgePlanner> logger)
{
    private const int Batch = 500;

    /// <summary>Looks at every prompt whose time for a nudge has come. Running it again, or twice at once, nudges nobody twice.</summary>
    /// <returns>How many nudges were planned.</returns>
    public async Task<int> PlanAsync(CancellationToken cancellationToken = default)
    {
        using var span = Telemetry.Start("plan nudges");
        var now = clock.GetUtcNow();
        var planned = 0;
        while (clock.GetUtcNow() - now < PromptDispatch.LongestStep && await PlanBatchAsync(now, cancellationToken) is { } batch) planned += batch;

        await dispatch.EnqueueAsync(cancellationToken);
        if (planned > 0) LogPlanned(logger, planned);
        return planned;
    }

    private async Task<int?> PlanBatchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var deliveries = await Due(db, now).ToListAsync(cancellationToken);
        if (deliveries.Count == 0) return null;

        var people = deliveries.Select(delivery => delivery.ParticipantId).Distinct().ToList();
        var persons = await db.Participants.AsNoTracking().Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellationToken);
        var newest = await db.PromptDeliveries.Where(row => people.Contains(row.ParticipantId) && row.State != DeliveryState.Missed)
            .GroupBy(row => row.ParticipantId).Select(rows => new { rows.Key, Id = rows.Max(row => row.Id) })
            .ToDictionaryAsync(row => row.Key, row => row.Id, cancellationToken);
        var planned = 0;
        foreach (var delivery in deliveries)
        {
            var person = persons[delivery.ParticipantId];
            DateTimeOffset? back = person.AwayUntil is { } until && until > now ? cadence.NudgeAfterAbsence(person, until) : null;
            var called = back is null && delivery.Id == newest[person.Id] && IsCalledFor(delivery, person, now);
            if (called) (delivery.NudgeState, planned) = (NudgeState.Planned, planned + 1);

            // An absence only puts a nudge off.
            delivery.NudgeDueAt = back;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return planned;
    }

    // A person who wrote anything since, or who is asked again within hours, needs no nudge.
    private bool IsCalledFor(PromptDelivery delivery, Participant person, DateTimeOffset now)
    {
        var patience = TimeSpan.FromHours(options.Value.CatchUpHours);
        return delivery.State is DeliveryState.Sent
            && person.Status is ParticipantStatus.Active
            && (person.LastHeardAt ?? DateTimeOffset.MinValue) < delivery.PlannedAt
            && !Cadence.IsOff(person, now)
            && now - delivery.NudgeDueAt <= patience
            && (person.NextDueAt is not { } next || next - now > patience);
    }

    private static IQueryable<PromptDelivery> Due(BalanceDb db, DateTimeOffset now) => db.IsPostgreSql
        ? db.PromptDeliveries.FromSql(
            $"SELECT * FROM prompt_deliveries WHERE nudge_due_at <= {now} ORDER BY nudge_due_at LIMIT {Batch} FOR UPDATE SKIP LOCKED")
        : db.PromptDeliveries.Where(delivery => delivery.NudgeDueAt <= now).OrderBy(delivery => delivery.NudgeDueAt).Take(Batch);

    [LoggerMessage(LogLevel.Information, "Planned {Planned} nudges")]
    private static partial void LogPlanned(ILogger logger, int planned);
}
