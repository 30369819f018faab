using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Receipts;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Replies;

/// <summary>Takes an inbound mail: stores it raw, then judges it (a reply, a command or a named rejection), then queues what follows.</summary>
public sealed partial class ReplyIntake(
    IDbContextFactory<BalanceDb> factory,
    IMessageQueue queue,
    Addressees addressees,
    Consequences consequences,
    ReceiptPlanner receipts,
    Cadence cadence,
    IOptions<InboundOptions> options,
    TimeProvider clock,
    ILogger<ReplyIntake> logger)
{
    /// <summary>Takes one mail. The same mail again changes nothing.</summary>
    public async Task<IntakeResult> ReceiveAsync(InboundForm form, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        using var span = Telemetry.Start("receive reply");
        var mail = form.ToMail();
        var key = form.DeduplicationKey(mail);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await IsCopyAsync(db, key, cancellationToken)) return Duplicate();

        var inbound = new InboundEmail { DeduplicationKey = key, ReceivedAt = clock.GetUtcNow(), Form = form.ToBytes() };
        db.InboundEmails.Add(inbound);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            await IsCopyAsync(db, key, cancellationToken);
            return Duplicate();
        }

        return await JudgeAsync(inbound.Id, form, mail, cancellationToken);
    }

    /// <summary>Takes up what an earlier run stored and didn't finish: mails not judged, replies and receipts not queued.</summary>
    /// <returns>How many were taken up.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken = default)
    {
        // What arrived a moment ago is most likely still in the hands of the request that brought it.
        var before = clock.GetUtcNow().AddMinutes(-5);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var unjudged = await db.InboundEmails.Where(row => row.JudgedAt == null && row.ReceivedAt < before).Select(row => row.Id).ToListAsync(cancellationToken);
        var judged = 0;
        foreach (var id in unjudged) judged += await TryJudgeStoredAsync(id, cancellationToken) ? 1 : 0;

        var unqueued = await db.Replies.Where(reply => reply.QueuedAt == null && reply.ReceivedAt < before).Select(reply => reply.Id).ToListAsync(cancellationToken);
        foreach (var id in unqueued) await EnqueueAsync(id, cancellationToken);
        return judged + unqueued.Count + await receipts.SweepAsync(cancellationToken);
    }

    /// <summary>Judges again what a person sent from an address that was not known to be theirs, and now is.</summary>
    /// <returns>How many mails were judged again.</returns>
    public async Task<int> TakeAgainAsync(long participantId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var refused = db.InboundEmails.Where(row => row.Rejection == ReplyRejection.SenderMismatch
            && db.PromptDeliveries.Any(delivery => delivery.Id == row.DeliveryId && delivery.ParticipantId == participantId));
        var ids = await refused.Select(row => row.Id).ToListAsync(cancellationToken);
        await refused.ExecuteUpdateAsync(
            row => row.SetProperty(mail => mail.JudgedAt, (DateTimeOffset?)null).SetProperty(mail => mail.Rejection, (ReplyRejection?)null), cancellationToken);
        foreach (var id in ids) await JudgeStoredAsync(id, cancellationToken);
        return ids.Count;
    }

    /// <summary>True for a mail that is stored already; it then counts as posted once more.</summary>
    private static async Task<bool> IsCopyAsync(BalanceDb db, string key, CancellationToken cancellationToken) =>
        await db.InboundEmails.Where(row => row.DeduplicationKey == key)
            .ExecuteUpdateAsync(row => row.SetProperty(mail => mail.Copies, mail => mail.Copies + 1), cancellationToken) > 0;

    // One that can't be judged, because of a defect, stays for operators to see, and doesn't hold up the others.
    private async Task<bool> TryJudgeStoredAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            await JudgeStoredAsync(id, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(logger, id, exception);
            return false;
        }
    }

    private async Task JudgeStoredAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var form = InboundForm.FromBytes(await db.InboundEmails.Where(row => row.Id == id).Select(row => row.Form).SingleAsync(cancellationToken));
        await JudgeAsync(id, form, form.ToMail(), cancellationToken);
    }

    private async Task<IntakeResult> JudgeAsync(long id, InboundForm form, MailContent mail, CancellationToken cancellationToken)
    {
        var extracted = ReplyExtractor.Extract(mail);
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await ClaimAsync(db, id, now, cancellationToken)) return Duplicate();

        var inbound = await db.InboundEmails.SingleAsync(row => row.Id == id, cancellationToken);
        var addressee = await addressees.FindAsync(db, form, mail, cancellationToken);
        var verdict = Verdict.Of(form, extracted, addressee, await MailsTodayAsync(db, inbound, addressee.Person, now, cancellationToken), options.Value);
        inbound.DeliveryId = addressee.Delivery?.Id;
        inbound.Rejection = verdict.Rejection;
        inbound.Command = verdict.Command?.Kind;
        var told = consequences.Draw(verdict, inbound, extracted, addressee, now);
        var reply = verdict.Accepted ? await AcceptAsync(db, addressee, extracted.Text, form.Attachments, now, cancellationToken) : null;
        var receipt = told is { } answer
            ? await receipts.AddAsync(db, addressee.Person!, answer.Kind, answer.Key, inbound.DeliveryId, cancellationToken: cancellationToken)
            : null;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        Telemetry.Judged(verdict.Name);
        LogJudged(logger, id, verdict.Name, inbound.DeliveryId);
        if (reply is not null) await EnqueueAsync(reply.Id, cancellationToken);
        if (receipt is not null) await receipts.EnqueueAsync(db, receipt, cancellationToken);
        return new IntakeResult(verdict.Rejection, reply?.Id, inbound.Command);
    }

    /// <summary>Two that judge the same mail at once: one of them finds it taken.</summary>
    private static async Task<bool> ClaimAsync(BalanceDb db, long id, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.InboundEmails.Where(row => row.Id == id && row.JudgedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(mail => mail.JudgedAt, now), cancellationToken) == 1;

    private static async Task<int> MailsTodayAsync(
        BalanceDb db, InboundEmail inbound, Participant? person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (person is null) return 0;
        var since = now.AddDays(-1);
        return await (
            from delivery in db.PromptDeliveries
            join mail in db.InboundEmails on delivery.Id equals mail.DeliveryId
            where delivery.ParticipantId == person.Id && mail.ReceivedAt > since && mail.Id != inbound.Id
            select mail).CountAsync(cancellationToken);
    }

    /// <summary>A further mail of the same week adds to the reply, which is then scored again; it counts in the week it is taken.</summary>
    private async Task<Reply> AcceptAsync(
        BalanceDb db, Addressee addressee, string text, int attachments, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (delivery, person) = (addressee.Delivery!, addressee.Person!);
        var week = IsoWeek.MondayOf(now);

        // Holds the delivery until the end: of two answers that arrive at once, the second waits here and adds to the first.
        await db.PromptDeliveries.Where(row => row.Id == delivery.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(held => held.State, held => held.State), cancellationToken);
        var reply = await db.Replies.SingleOrDefaultAsync(row => row.DeliveryId == delivery.Id && row.Week == week, cancellationToken);
        if (reply is null)
        {
            reply = new Reply { DeliveryId = delivery.Id, ParticipantId = person.Id, TeamId = person.TeamId, Week = week, Text = text };
            db.Replies.Add(reply);
        }
        else
        {
            reply.Text += "\n\n" + text;
            reply.Revision++;
            reply.QueuedAt = null;
        }

        reply.ReceivedAt = now;
        reply.Attachments += attachments;
        cadence.Heard(person, now);
        return reply;
    }

    private async Task EnqueueAsync(long replyId, CancellationToken cancellationToken)
    {
        await queue.SendAsync(QueueNames.RepliesToScore, new ReplyToScore(replyId, Telemetry.TraceParent).ToJson(), cancellationToken: cancellationToken);
        var now = clock.GetUtcNow();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Replies.Where(reply => reply.Id == replyId)
            .ExecuteUpdateAsync(row => row.SetProperty(reply => reply.QueuedAt, now), cancellationToken);
    }

    private IntakeResult Duplicate()
    {
        Telemetry.Judged(nameof(ReplyRejection.Duplicate));
        LogDuplicate(logger);
        return new IntakeResult(ReplyRejection.Duplicate, null);
    }

    [LoggerMessage(LogLevel.Information, "Inbound mail {InboundId}: {Verdict}, delivery {DeliveryId}")]
    private static partial void LogJudged(ILogger logger, long inboundId, string verdict, long? deliveryId);

    [LoggerMessage(LogLevel.Error, "Inbound mail {InboundId} can't be judged")]
    private static partial void LogFailure(ILogger logger, long inboundId, Exception exception);

    [LoggerMessage(LogLevel.Information, "Inbound mail received again")]
    private static partial void LogDuplicate(ILogger logger);
}

/// <summary>What became of an inbound mail.</summary>
/// <param name="Rejection">Why it was not accepted; null for an accepted reply or command.</param>
/// <param name="ReplyId">The reply it became, or null.</param>
/// <param name="Command">What it asked for in place of answering, or null.</param>
public sealed record IntakeResult(ReplyRejection? Rejection, long? ReplyId, ReplyCommandKind? Command = null);
