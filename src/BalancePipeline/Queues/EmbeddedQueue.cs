using System.Globalization;
using System.Text;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Queues;

/// <summary>Durable queues in the product's own database, for the embedded host.</summary>
public sealed class EmbeddedQueue(IDbContextFactory<BalanceDb> factory, TimeProvider clock) : IMessageQueue
{
    /// <inheritdoc/>
    public Task SendAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellationToken = default) =>
        SendManyAsync(queue, [new MessageToSend(body, delay)], cancellationToken);

    /// <summary>Adds several messages, all or none.</summary>
    public async Task SendManyAsync(string queue, IReadOnlyList<MessageToSend> messages, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var rows = messages.Select(message => new QueueMessage
        {
            Queue = queue,
            Body = Fitting(message.Body),
            EnqueuedAt = now,
            VisibleAt = now + message.Delay,
        });
        await db.InsertManyAsync(rows.ToList(), cancellationToken);
    }

    /// <summary>Takes over a message from a queue of the same name elsewhere. While it is here, the same message again changes nothing.</summary>
    /// <returns>False when it is here already.</returns>
    /// <exception cref="ArgumentException">The message is too large.</exception>
    public async Task<bool> TakeOverAsync(ReceivedMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.QueueMessages.Add(new QueueMessage
        {
            Queue = message.Queue,
            Body = Fitting(message.Body),
            EnqueuedAt = now,
            VisibleAt = now,
            OriginId = message.Id,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(
        string queue, int maximum, TimeSpan visibility, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maximum, QueueLimits.MaximumBatch);
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);

        // A look without a lock first: an empty queue is polled often and must not disturb writers.
        if (!await Visible(db, queue, now).AnyAsync(cancellationToken)) return [];

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var messages = await Locked(db, queue, now, maximum).ToListAsync(cancellationToken);
        foreach (var message in messages)
        {
            message.VisibleAt = now + visibility;
            message.DequeueCount++;
            message.PopReceipt = Guid.CreateVersion7(now).ToString("N");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. messages.Select(message => new ReceivedMessage(
            queue, Id(message), message.PopReceipt!, message.Body, message.DequeueCount, message.EnqueuedAt))];
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(ReceivedMessage message, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Held(db, message).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    /// <inheritdoc/>
    public async Task<bool> HideAsync(ReceivedMessage message, TimeSpan visibility, CancellationToken cancellationToken = default)
    {
        var until = clock.GetUtcNow() + visibility;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Held(db, message).ExecuteUpdateAsync(row => row.SetProperty(held => held.VisibleAt, until), cancellationToken) == 1;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PeekedMessage>> PeekAsync(string queue, int maximum, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var messages = await Visible(db, queue, clock.GetUtcNow()).OrderBy(message => message.Id)
            .Take(Math.Min(maximum, QueueLimits.MaximumBatch)).ToListAsync(cancellationToken);
        return [.. messages.Select(message => new PeekedMessage(Id(message), message.Body, message.DequeueCount, message.EnqueuedAt))];
    }

    /// <inheritdoc/>
    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.QueueMessages.CountAsync(message => message.Queue == queue, cancellationToken);
    }

    private static string Fitting(string body) => Encoding.UTF8.GetByteCount(body) is var bytes && bytes <= QueueLimits.MaximumBytes
        ? body
        : throw new ArgumentException($"A message may have {QueueLimits.MaximumBytes} bytes; this one has {bytes}.", nameof(body));

    private static string Id(QueueMessage message) => message.Id.ToString(CultureInfo.InvariantCulture);

    private static IQueryable<QueueMessage> Visible(BalanceDb db, string queue, DateTimeOffset now) =>
        db.QueueMessages.Where(message => message.Queue == queue && message.VisibleAt <= now);

    // SQLite lets one transaction write at a time; PostgreSQL must be told to leave alone what another reader is taking.
    private static IQueryable<QueueMessage> Locked(BalanceDb db, string queue, DateTimeOffset now, int maximum) => db.IsPostgreSql
        ? db.QueueMessages.FromSql(
            $"SELECT * FROM queue_messages WHERE queue = {queue} AND visible_at <= {now} ORDER BY visible_at, id LIMIT {maximum} FOR UPDATE SKIP LOCKED")
        : Visible(db, queue, now).OrderBy(message => message.VisibleAt).ThenBy(message => message.Id).Take(maximum);

    private static IQueryable<QueueMessage> Held(BalanceDb db, ReceivedMessage message)
    {
        var id = long.Parse(message.Id, CultureInfo.InvariantCulture);
        return db.QueueMessages.Where(row => row.Id == id && row.PopReceipt == message.PopReceipt);
    }
}
