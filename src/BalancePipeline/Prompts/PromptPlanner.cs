using BalancePipeline.Participants;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Prompts;

/// <summary>Plans a prompt for everybody who is due, and puts it into the queue.</summary>
public sealed partial class PromptPlanner(
    IDbContextFactory<BalanceDb> factory, IMessageQueue queue, PromptLibrary library, TimeProvider clock, ILogger<PromptPlanner> logger)
{
    /// <summary>A slot older than this is recorded as missed: nobody wants to be asked in the evening about the morning.</summary>
    public static readonly TimeSpan CatchUp = TimeSpan.FromHours(12);

    private const int Batch = 500;

    /// <summary>Plans all slots that are due now. Running it again, or twice at once, plans no slot twice.</summary>
    /// <returns>How many were planned and how many missed.</returns>
    public async Task<PlanResult> PlanAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var result = new PlanResult(0, 0);
        while (await PlanBatchAsync(now, cancellationToken) is { } batch) result += batch;

        await EnqueueAsync(cancellationToken);
        if (result != new PlanResult(0, 0)) LogPlanned(logger, result.Planned, result.Missed);
        return result;
    }

    private async Task<PlanResult?> PlanBatchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var people = await Due(db, now).ToListAsync(cancellationToken);
        if (people.Count == 0) return null;

        var ids = people.Select(person => person.Id).ToList();
        var histories = (await db.PromptDeliveries
                .Where(delivery => ids.Contains(delivery.ParticipantId)).OrderBy(delivery => delivery.Id)
                .Select(delivery => new { delivery.ParticipantId, delivery.PromptId }).ToListAsync(cancellationToken))
            .ToLookup(asked => asked.ParticipantId, asked => asked.PromptId);

        var deliveries = people.ConvertAll(person => Plan(person, [.. histories[person.Id]], now));
        db.PromptDeliveries.AddRange(deliveries);
        foreach (var person in people) person.NextDueAt = Schedule.Next(person.Days, person.LocalTime, person.TimeZone, now)?.DueAt;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var missed = deliveries.Count(delivery => delivery.State == DeliveryState.Missed);
        return new PlanResult(deliveries.Count - missed, missed);
    }

    private PromptDelivery Plan(Participant person, IReadOnlyList<string> history, DateTimeOffset now)
    {
        var prompt = PromptChoice.Next(library, history, person.Id);
        var missed = now - person.NextDueAt!.Value > CatchUp;
        return new PromptDelivery
        {
            ParticipantId = person.Id,
            Slot = Schedule.SlotAt(person.NextDueAt.Value, person.TimeZone),
            PromptId = prompt.Id,
            Practice = prompt.Practice,
            Question = prompt.In(person.Locale),
            State = missed ? DeliveryState.Missed : DeliveryState.Planned,
            PlannedAt = now,
            QueuedAt = missed ? now : null,
        };
    }

    /// <summary>Queues whatever was planned and not queued yet, also by a run that died in between.</summary>
    private async Task EnqueueAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var waiting = db.PromptDeliveries.Where(delivery => delivery.QueuedAt == null).OrderBy(delivery => delivery.Id).Select(delivery => delivery.Id);
        await foreach (var id in waiting.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await queue.SendAsync(QueueNames.PromptsToSend, new PromptToSend(id).ToJson(), cancellationToken: cancellationToken);
            await using var marking = await factory.CreateDbContextAsync(cancellationToken);
            var now = clock.GetUtcNow();
            await marking.PromptDeliveries.Where(delivery => delivery.Id == id)
                .ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.QueuedAt, now), cancellationToken);
        }
    }

    // Two planners at once: on PostgreSQL each passes over the rows that the other holds; SQLite lets one write at a time.
    private static IQueryable<Participant> Due(BalanceDb db, DateTimeOffset now) => db.IsPostgreSql
        ? db.Participants.FromSql(
            $"SELECT * FROM participants WHERE next_due_at <= {now} AND status = 'Active' ORDER BY next_due_at LIMIT {Batch} FOR UPDATE SKIP LOCKED")
        : db.Participants.Where(person => person.NextDueAt <= now && person.Status == ParticipantStatus.Active)
            .OrderBy(person => person.NextDueAt).Take(Batch);

    [LoggerMessage(LogLevel.Information, "Planned {Planned} prompts, missed {Missed}")]
    private static partial void LogPlanned(ILogger logger, int planned, int missed);
}

/// <summary>What a run of the planner did.</summary>
/// <param name="Planned">Deliveries to be sent.</param>
/// <param name="Missed">Slots that were too old.</param>
public sealed record PlanResult(int Planned, int Missed)
{
    /// <summary>Both runs together.</summary>
    public static PlanResult operator +(PlanResult left, PlanResult right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new(left.Planned + right.Planned, left.Missed + right.Missed);
    }

    /// <summary>Both runs together.</summary>
    public static PlanResult Add(PlanResult left, PlanResult right) => left + right;
}
