using System.Globalization;
using BalancePipeline.Insights;
using BalancePipeline.Insights.Privacy;
using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Prompts;

/// <summary>Plans a prompt for everybody who is due, and puts it into the queue.</summary>
public sealed partial class PromptPlanner(
    IDbContextFactory<BalanceDb> factory,
    PersonHistories histories,
    PromptLibrary library,
    Cadence cadence,
    PromptDispatch dispatch,
    IOptions<PromptOptions> options,
    IOptions<InsightOptions> insights,
    TimeProvider clock,
    ILogger<PromptPlanner> logger)
{
    private const int Batch = 500;

    private static readonly string[] Changed =
        [nameof(Participant.NextDueAt), nameof(Participant.Status), nameof(Participant.StatusReason), nameof(Participant.StatusSince)];

    // Whoever can't be planned, because of a defect, is tried again a day later, and doesn't hold up the others.
    private static readonly TimeSpan Setback = TimeSpan.FromDays(1);

    /// <summary>Plans the slots that are due now, up to what a run has time for. Running it again, or twice at once, plans no slot twice.</summary>
    /// <returns>How many were planned and how many missed.</returns>
    public async Task<PlanResult> PlanAsync(CancellationToken cancellationToken = default)
    {
        using var span = Telemetry.Start("plan prompts");
        var now = clock.GetUtcNow();
        var result = new PlanResult(0, 0);
        await NoteMinimumAsync(now, cancellationToken);
        while (clock.GetUtcNow() - now < PromptDispatch.LongestStep && await PlanBatchAsync(now, cancellationToken) is { } batch) result += batch;

        await dispatch.EnqueueAsync(cancellationToken);
        Telemetry.Planned(result);
        if (result != new PlanResult(0, 0)) LogPlanned(logger, result.Planned, result.Missed);
        return result;
    }

    /// <summary>Whoever is asked is told the minimum group size: it holds for what they write, whatever the settings say later.</summary>
    private async Task NoteMinimumAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await MinimumGroupSize.NoteAsync(db, insights.Value.MinimumGroupSize, now, cancellationToken);
    }

    /// <summary>
    /// When a person is asked next as things stand now, and by which rule; for operators. Not what: the question follows from the
    /// person's scores, and would tell of them. Nothing is written.
    /// </summary>
    public async Task<PromptPreview> PreviewAsync(long participantId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var person = await db.Participants.AsNoTracking().SingleAsync(row => row.Id == participantId, cancellationToken);
        if (person.NextDueAt is not { } due) return new PromptPreview(null, null, WhyNone(person));
        var history = (await histories.ReadAsync(db, [person], now, cancellationToken))[person.Id];
        var kind = Choose(person, history, due, history.SentSince(person.LastHeardAt ?? person.CreatedAt)).Kind;
        return new PromptPreview(Schedule.SlotAt(due, person.TimeZone), kind, Rule(kind));
    }

    private static string WhyNone(Participant person) => person switch
    {
        { StatusReason: { } reason } => reason,
        { PausedFrom: { } from } when Cadence.PauseEnd(person) is null =>
            string.Create(CultureInfo.InvariantCulture, $"The person is paused from {from:yyyy-MM-dd} until resumed."),
        _ => "No weekday is open within a year.",
    };

    private static string Rule(DeliveryKind kind) => kind switch
    {
        DeliveryKind.LookBack => "About every eighth time people look back on words of their own.",
        DeliveryKind.Farewell => "After many prompts without an answer there is a last one, and then silence.",
        _ => "The practice of the month, or one that was not asked lately; which, and which question, is between the person and their own replies.",
    };

    private async Task<PlanResult?> PlanBatchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var people = await Due(db, now).ToListAsync(cancellationToken);
        if (people.Count == 0) return null;

        var known = await histories.ReadAsync(db, people, now, cancellationToken);
        var deliveries = people.SelectMany(person => TryPlan(person, known[person.Id], now)).ToList();
        await db.InsertManyAsync(deliveries, cancellationToken);
        await db.UpdateManyAsync(people, Changed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var missed = deliveries.Count(delivery => delivery.State == DeliveryState.Missed);
        return new PlanResult(deliveries.Count - missed, missed);
    }

    private List<PromptDelivery> TryPlan(Participant person, PersonHistory history, DateTimeOffset now)
    {
        try
        {
            return Plan(person, history, now);
        }
        catch (Exception exception)
        {
            LogFailure(logger, person.Id, exception);
            person.NextDueAt = now + Setback;
            return [];
        }
    }

    private List<PromptDelivery> Plan(Participant person, PersonHistory history, DateTimeOffset now)
    {
        var deliveries = new List<PromptDelivery>();
        var unanswered = history.SentSince(person.LastHeardAt ?? person.CreatedAt);
        var lastDay = history.Asked.Select(asked => asked.Slot).Max(StringComparer.Ordinal)?[..10] ?? "";
        while (person.NextDueAt is { } due && due <= now)
        {
            var slot = Schedule.SlotAt(due, person.TimeZone);

            // A change of settings can bring a second slot on a day that was asked already, and a move to the west one on a day before it.
            if (string.CompareOrdinal(slot[..10], lastDay) > 0 && !Cadence.IsOff(person, due))
            {
                deliveries.Add(Deliver(person, history, slot, due, unanswered, now));
                lastDay = slot[..10];
            }

            // The prompt planned here counts already: an answer to it brings the usual pace back.
            var asked = deliveries.Count(delivery => delivery.State is DeliveryState.Planned);
            person.NextDueAt = cadence.Following(person, due, unanswered + asked)?.DueAt;
            if (deliveries is [.., { Kind: DeliveryKind.Farewell }]) person.FallSilent($"No answer to {unanswered} prompts.", now);
        }

        return deliveries;
    }

    private PromptDelivery Deliver(Participant person, PersonHistory history, string slot, DateTimeOffset due, int unanswered, DateTimeOffset now)
    {
        if (now - due > TimeSpan.FromHours(options.Value.CatchUpHours))
        {
            return new PromptDelivery
            {
                ParticipantId = person.Id,
                Slot = slot,
                PromptId = "",
                Practice = "",
                Question = "",
                State = DeliveryState.Missed,
                PlannedAt = now,
                QueuedAt = now,
            };
        }

        var chosen = Choose(person, history, due, unanswered);
        return new PromptDelivery
        {
            ParticipantId = person.Id,
            Slot = slot,
            PromptId = chosen.Prompt.Id,
            Practice = chosen.Prompt.Practice,
            Question = chosen.Prompt.In(person.Locale),
            Kind = chosen.Kind,
            LookBackReplyId = chosen.LookBackReplyId,
            State = DeliveryState.Planned,
            PlannedAt = now,
            NudgeDueAt = unanswered < options.Value.HalveAfter ? cadence.NudgeAt(person, due) : null,
        };
    }

    private ChosenPrompt Choose(Participant person, PersonHistory history, DateTimeOffset due, int unanswered) => unanswered >= options.Value.SilentAfter
        ? new ChosenPrompt(Occasions.Farewell, DeliveryKind.Farewell)
        : PromptChoice.Next(library, history, person.Id, Schedule.LocalDay(due, person.TimeZone));

    // Two planners at once: on PostgreSQL each passes over the rows that the other holds; SQLite lets one write at a time.
    private static IQueryable<Participant> Due(BalanceDb db, DateTimeOffset now) => db.IsPostgreSql
        ? db.Participants.FromSql(
            $"SELECT * FROM participants WHERE next_due_at <= {now} AND status = 'Active' ORDER BY next_due_at LIMIT {Batch} FOR UPDATE SKIP LOCKED")
        : db.Participants.Where(person => person.NextDueAt <= now && person.Status == ParticipantStatus.Active)
            .OrderBy(person => person.NextDueAt).Take(Batch);

    [LoggerMessage(LogLevel.Information, "Planned {Planned} prompts, missed {Missed}")]
    private static partial void LogPlanned(ILogger logger, int planned, int missed);

    [LoggerMessage(LogLevel.Error, "Participant {ParticipantId} can't be planned")]
    private static partial void LogFailure(ILogger logger, long participantId, Exception exception);
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

    /// <summary>In one line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Planned} prompts planned, {Missed} slots missed");

    /// <summary>Both runs together.</summary>
    public static PlanResult Add(PlanResult left, PlanResult right) => left + right;
}

/// <summary>When a person is asked next, and by which rule.</summary>
/// <param name="Slot">When, in local date and time; null when nothing is due.</param>
/// <param name="Kind">What sort of mail it would be; null when nothing is due.</param>
/// <param name="Why">The rule that leads to it, or why nothing is due.</param>
public sealed record PromptPreview(string? Slot, DeliveryKind? Kind, string Why);
