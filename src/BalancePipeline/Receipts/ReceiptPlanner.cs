using System.Globalization;
using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Scoring;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Receipts;

/// <summary>Decides what is answered to a person: nothing twice, what was understood at most once a day, and never more than the cap.</summary>
public sealed class ReceiptPlanner(IDbContextFactory<BalanceDb> factory, IMessageQueue queue, MailCap cap, TimeProvider clock)
{
    // What is scored again, or could be sent, long after it was written surprises its writer with no mail.
    internal static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    /// <summary>Plans the receipt of a scored reply, unless its writer had one today. Running it again changes nothing.</summary>
    public async Task PlanUnderstoodAsync(long replyId, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var reply = await db.Replies.AsNoTracking().SingleOrDefaultAsync(row => row.Id == replyId, cancellationToken);
        if (reply is null || now - reply.ReceivedAt > Fresh) return;
        if (await db.Receipts.AnyAsync(row => row.ReplyId == replyId && row.PlannedAt >= reply.ReceivedAt, cancellationToken)) return;
        if (await db.Scores.AnyAsync(row => row.ReplyId == replyId && row.Reason == NotScorable.Automatic, cancellationToken)) return;

        var person = await db.Participants.AsNoTracking().SingleAsync(row => row.Id == reply.ParticipantId, cancellationToken);
        var day = Schedule.LocalDay(now, person.TimeZone);
        var key = string.Create(CultureInfo.InvariantCulture, $"understood:{person.Id}:{day:yyyy-MM-dd}");
        await PlanAsync(person, ReceiptKind.Understood, key, reply.DeliveryId, replyId, cancellationToken);
    }

    /// <summary>Plans a receipt and puts it into the queue, unless its key was answered before or the person has had enough mail.</summary>
    public async Task PlanAsync(
        Participant person, ReceiptKind kind, string key, long? deliveryId = null, long? replyId = null, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await AddAsync(db, person, kind, key, deliveryId, replyId, cancellationToken) is not { } receipt) return;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return;
        }

        await EnqueueAsync(db, receipt, cancellationToken);
    }

    /// <summary>
    /// Adds a receipt to what the caller is about to save, so that it stands or falls with its cause. The caller enqueues it then.
    /// </summary>
    /// <returns>Null when its key was answered before or the person has had enough mail.</returns>
    public async Task<Receipt?> AddAsync(
        BalanceDb db, Participant person, ReceiptKind kind, string key, long? deliveryId = null, long? replyId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(person);
        if (await db.Receipts.AnyAsync(row => row.Key == key, cancellationToken) || await cap.IsReachedAsync(db, person.Id, cancellationToken)) return null;
        var receipt = new Receipt
        {
            Key = key,
            ParticipantId = person.Id,
            Kind = kind,
            DeliveryId = deliveryId,
            ReplyId = replyId,
            PlannedAt = clock.GetUtcNow(),
        };
        db.Receipts.Add(receipt);
        return receipt;
    }

    /// <summary>Puts a receipt that is saved into the queue.</summary>
    public async Task EnqueueAsync(BalanceDb db, Receipt receipt, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(receipt);
        await queue.SendAsync(
            QueueNames.ReceiptsToSend, new ReceiptToSend(receipt.Id, Telemetry.TraceParent).ToJson(), cancellationToken: cancellationToken);
        receipt.QueuedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Queues what was planned and never queued.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow().AddMinutes(-5);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var waiting = await db.Receipts.Where(row => row.QueuedAt == null && row.PlannedAt < before).ToListAsync(cancellationToken);
        foreach (var receipt in waiting) await EnqueueAsync(db, receipt, cancellationToken);
        return waiting.Count;
    }
}
