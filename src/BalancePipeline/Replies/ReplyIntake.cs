using BalancePipeline.Email;
using BalancePipeline.Insights;
using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Replies;

/// <summary>Takes an inbound mail: stores it raw, then accepts it as a reply or names the rejection, then queues it for scoring.</summary>
public sealed partial class ReplyIntake(
    IDbContextFactory<BalanceDb> factory,
    IMessageQueue queue,
    SignedTokens tokens,
    Cadence cadence,
    IOptions<MailOptions> options,
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
        if (await db.InboundEmails.AnyAsync(stored => stored.DeduplicationKey == key, cancellationToken)) return Duplicate(key);

        var inbound = new InboundEmail { DeduplicationKey = key, ReceivedAt = clock.GetUtcNow(), Form = form.ToBytes() };
        db.InboundEmails.Add(inbound);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return Duplicate(key);
        }

        return await JudgeAsync(db, inbound, form, mail, cancellationToken);
    }

    /// <summary>Takes up what an earlier run stored and didn't finish: mails not judged, replies not queued.</summary>
    /// <returns>How many were taken up.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken = default)
    {
        // What arrived a moment ago is most likely still in the hands of the request that brought it.
        var before = clock.GetUtcNow().AddMinutes(-5);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var unjudged = await db.InboundEmails.Where(inbound => inbound.JudgedAt == null && inbound.ReceivedAt < before).ToListAsync(cancellationToken);
        foreach (var inbound in unjudged)
        {
            var form = InboundForm.FromBytes(inbound.Form);
            await JudgeAsync(db, inbound, form, form.ToMail(), cancellationToken);
        }

        var unqueued = await db.Replies.Where(reply => reply.QueuedAt == null && reply.ReceivedAt < before).ToListAsync(cancellationToken);
        foreach (var reply in unqueued) await EnqueueAsync(db, reply, cancellationToken);
        return unjudged.Count + unqueued.Count;
    }

    private async Task<IntakeResult> JudgeAsync(
        BalanceDb db, InboundEmail inbound, InboundForm form, MailContent mail, CancellationToken cancellationToken)
    {
        var extracted = ReplyExtractor.Extract(mail);
        var token = form.Recipients(mail)
            .Select(address => tokens.Read(TokenPurpose.Reply, ReplyAddress.Token(address, options.Value.InboundDomain)))
            .MaxBy(reading => reading.Verdict)!;
        var delivery = token is null or { Verdict: TokenVerdict.Unknown }
            ? null
            : await db.PromptDeliveries.SingleOrDefaultAsync(row => row.Id == token.Subject, cancellationToken);
        var person = delivery is null
            ? null
            : await db.Participants.SingleAsync(row => row.Id == delivery.ParticipantId, cancellationToken);

        inbound.JudgedAt = clock.GetUtcNow();
        inbound.DeliveryId = delivery?.Id;
        inbound.Rejection = Rejection(extracted, token?.Verdict, person, form.Sender(mail));
        var reply = inbound.Rejection is null ? await AcceptAsync(db, inbound, delivery!, person!, extracted.Text, cancellationToken) : null;
        if (reply is not null) cadence.Heard(person!, inbound.JudgedAt.Value);
        await db.SaveChangesAsync(cancellationToken);

        Telemetry.Judged(inbound.Rejection?.ToString() ?? "Accepted");
        LogJudged(logger, inbound.Id, inbound.Rejection?.ToString() ?? "Accepted", delivery?.Id);
        if (reply is not null) await EnqueueAsync(db, reply, cancellationToken);
        return new IntakeResult(inbound.Rejection, reply?.Id);
    }

    private static ReplyRejection? Rejection(ExtractedReply extracted, TokenVerdict? token, Participant? person, string? sender) => extracted.Kind switch
    {
        MailKind.Bounce => ReplyRejection.Bounce,
        MailKind.AutoReply or MailKind.OutOfOffice or MailKind.List => ReplyRejection.AutoReply,
        _ when token is null or TokenVerdict.Unknown || person is null => ReplyRejection.UnknownToken,
        _ when token is TokenVerdict.Expired => ReplyRejection.ExpiredToken,
        _ when sender != person.Email => ReplyRejection.SenderMismatch,
        MailKind.Empty => ReplyRejection.Empty,
        _ => null,
    };

    private static async Task<Reply> AcceptAsync(
        BalanceDb db, InboundEmail inbound, PromptDelivery delivery, Participant person, string text, CancellationToken cancellationToken)
    {
        var week = IsoWeek.MondayOf(inbound.ReceivedAt);
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

        reply.ReceivedAt = inbound.ReceivedAt;
        return reply;
    }

    private async Task EnqueueAsync(BalanceDb db, Reply reply, CancellationToken cancellationToken)
    {
        await queue.SendAsync(QueueNames.RepliesToScore, new ReplyToScore(reply.Id, Telemetry.TraceParent).ToJson(), cancellationToken: cancellationToken);
        reply.QueuedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
    }

    private IntakeResult Duplicate(string key)
    {
        LogDuplicate(logger, key.GetHashCode(StringComparison.Ordinal));
        return new IntakeResult(ReplyRejection.Duplicate, null);
    }

    [LoggerMessage(LogLevel.Information, "Inbound mail {InboundId}: {Verdict}, delivery {DeliveryId}")]
    private static partial void LogJudged(ILogger logger, long inboundId, string verdict, long? deliveryId);

    [LoggerMessage(LogLevel.Information, "Inbound mail received again ({KeyHash})")]
    private static partial void LogDuplicate(ILogger logger, int keyHash);
}

/// <summary>What became of an inbound mail.</summary>
/// <param name="Rejection">Why it was not accepted; null for an accepted reply.</param>
/// <param name="ReplyId">The reply it became, or null.</param>
public sealed record IntakeResult(ReplyRejection? Rejection, long? ReplyId);
