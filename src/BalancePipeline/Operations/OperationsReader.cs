using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Receipts;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Operations;

/// <summary>Reads how the story is running.</summary>
public sealed class OperationsReader(IDbContextFactory<BalanceDb> factory, QueueWatch queues, TimeProvider clock)
{
    private const int MostStopped = 200;
    private const int MostFailures = 20;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Stuck = TimeSpan.FromHours(1);

    /// <summary>The present state.</summary>
    public async Task<OperationsStatus> ReadAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var (today, monthAgo) = (now - Day, now - (30 * Day));
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return new OperationsStatus
        {
            ReadAt = now,
            Queues = await queues.ReadAsync(cancellationToken),
            Timers = await db.TimerRuns.AsNoTracking().OrderBy(run => run.Name)
                .Select(run => new TimerState(run.Name, run.LastRunAt, run.Summary, run.FailedAt, run.Failure)).ToListAsync(cancellationToken),
            Prompts = await ReadPromptsAsync(db, today, now, cancellationToken),
            Nudges = await ReadNudgesAsync(db, today, now, cancellationToken),
            Receipts = await ReadReceiptsAsync(db, today, now, cancellationToken),
            Failures = await db.PromptDeliveries.Where(row => row.PlannedAt >= today && row.Failure != null).Select(row => row.Failure!)
                .Concat(db.Receipts.Where(row => row.PlannedAt >= today && row.Failure != null).Select(row => row.Failure!))
                .GroupBy(failure => failure).OrderByDescending(rows => rows.Count()).Take(MostFailures)
                .Select(rows => new NamedCount(rows.Key, rows.Count())).ToListAsync(cancellationToken),
            Mails = await ReadMailsAsync(db, today, monthAgo, cancellationToken),
            People = [.. (await db.Participants.GroupBy(person => person.Status).Select(people => new { people.Key, Count = people.Count() }).ToListAsync(cancellationToken))
                .Select(people => new NamedCount(people.Key.ToString(), people.Count)).OrderBy(people => people.Name, StringComparer.Ordinal)],
            Stopped = await db.Participants.AsNoTracking().Where(person => person.Status == ParticipantStatus.Undeliverable)
                .OrderByDescending(person => person.StatusSince).Take(MostStopped)
                .Select(person => new StoppedAddress(person.Id, person.Email, person.StatusReason ?? "", person.StatusSince)).ToListAsync(cancellationToken),
        };
    }

    private static async Task<PromptCounts> ReadPromptsAsync(BalanceDb db, DateTimeOffset today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var prompts = db.PromptDeliveries.Where(row => row.PlannedAt >= today);
        var states = await CountAsync(prompts.Select(row => row.State), cancellationToken);
        var stuckBefore = now - Stuck;
        return new PromptCounts(
            states.GetValueOrDefault(DeliveryState.Planned),
            states.GetValueOrDefault(DeliveryState.Sent),
            states.GetValueOrDefault(DeliveryState.Failed),
            states.GetValueOrDefault(DeliveryState.Missed),
            await prompts.CountAsync(row => row.State == DeliveryState.Sending && row.ClaimedAt < stuckBefore, cancellationToken));
    }

    private static async Task<SendCounts> ReadNudgesAsync(BalanceDb db, DateTimeOffset today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nudges = db.PromptDeliveries.Where(row => row.NudgeQueuedAt >= today);
        var states = await CountAsync(nudges.Select(row => row.NudgeState), cancellationToken);
        var stuckBefore = now - Stuck;
        return new SendCounts(
            states.GetValueOrDefault(NudgeState.Planned),
            states.GetValueOrDefault(NudgeState.Sent),
            states.GetValueOrDefault(NudgeState.Failed),
            await nudges.CountAsync(row => row.NudgeState == NudgeState.Sending && row.NudgeQueuedAt < stuckBefore, cancellationToken));
    }

    private static async Task<SendCounts> ReadReceiptsAsync(BalanceDb db, DateTimeOffset today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var receipts = db.Receipts.Where(row => row.PlannedAt >= today);
        var states = await CountAsync(receipts.Select(row => row.State), cancellationToken);
        var stuckBefore = now - Stuck;
        return new SendCounts(
            states.GetValueOrDefault(ReceiptState.Planned),
            states.GetValueOrDefault(ReceiptState.Sent),
            states.GetValueOrDefault(ReceiptState.Failed),
            await receipts.CountAsync(row => row.State == ReceiptState.Sending && row.PlannedAt < stuckBefore, cancellationToken));
    }

    private static Task<Dictionary<TState, int>> CountAsync<TState>(IQueryable<TState> states, CancellationToken cancellationToken)
        where TState : notnull => states.GroupBy(state => state).Select(rows => new { rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(rows => rows.Key, rows => rows.Count, cancellationToken);

    private static async Task<MailCounts> ReadMailsAsync(BalanceDb db, DateTimeOffset today, DateTimeOffset monthAgo, CancellationToken cancellationToken)
    {
        var received = await db.InboundEmails.Where(mail => mail.ReceivedAt >= today && mail.JudgedAt != null && mail.Rejection == null && mail.Command == null).CountAsync(cancellationToken);
        var unjudged = await db.InboundEmails.CountAsync(mail => mail.JudgedAt == null, cancellationToken);
        var rejections = await db.InboundEmails.Where(mail => mail.ReceivedAt >= monthAgo && mail.Rejection != null).GroupBy(mail => mail.Rejection!.Value)
            .Select(mails => new { mails.Key, Today = mails.Count(mail => mail.ReceivedAt >= today), Month = mails.Count() }).ToListAsync(cancellationToken);
        var copied = db.InboundEmails.Where(mail => mail.Copies > 0);
        var duplicates = new RejectionCount(
            nameof(ReplyRejection.Duplicate),
            await copied.Where(mail => mail.ReceivedAt >= today).SumAsync(mail => mail.Copies, cancellationToken),
            await copied.Where(mail => mail.ReceivedAt >= monthAgo).SumAsync(mail => mail.Copies, cancellationToken));
        return new MailCounts(received, unjudged,
        [
            .. rejections.Select(row => new RejectionCount(row.Key.ToString(), row.Today, row.Month))
                .Append(duplicates).Where(row => row.Month > 0).OrderByDescending(row => row.Month),
        ]);
    }
}
