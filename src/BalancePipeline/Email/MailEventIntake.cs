using BalancePipeline.Participants;
using BalancePipeline.Prompts;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Email;

/// <summary>
/// Takes what the mail system tells about our mails: a dead address and a complaint stop mail, with the reason for the operator. The same
/// event twice is one; one that is older than the person's last sign of life changes nothing, in whatever order events come.
/// </summary>
public sealed partial class MailEventIntake(
    IDbContextFactory<BalanceDb> factory, SignedTokens tokens, Cadence cadence, IOptions<MailOptions> options, TimeProvider clock,
    ILogger<MailEventIntake> logger)
{
    /// <summary>Soft bounces in a row after which an address is taken for dead.</summary>
    public const int SoftBounceLimit = 5;

    /// <summary>Takes the events, each for itself: one that fails stops the rest, and the mail system tells all of them again.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> ReceiveAsync(IEnumerable<ReportedEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        var taken = 0;
        foreach (var reported in events)
        {
            if (await TakeAsync(reported, cancellationToken)) taken++;
        }

        return taken;
    }

    private async Task<bool> TakeAsync(ReportedEvent reported, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.MailEvents.AnyAsync(row => row.Id == reported.Id, cancellationToken)) return false;

        var delivery = await DeliveryAsync(db, reported.MessageId, cancellationToken);
        var person = reported.Address is { } address
            ? await db.Participants.SingleOrDefaultAsync(row => row.Email == address, cancellationToken)
            : await db.Participants.SingleOrDefaultAsync(row => delivery != null && row.Id == delivery.ParticipantId, cancellationToken);
        db.MailEvents.Add(new MailEvent
        {
            Id = reported.Id,
            Kind = reported.Kind,
            ParticipantId = person?.Id,
            DeliveryId = delivery?.Id,
            Status = reported.Status,
            OccurredAt = reported.OccurredAt,
            ReceivedAt = clock.GetUtcNow(),
        });
        if (person is not null) await ApplyAsync(db, reported, person, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            return false;
        }

        LogTaken(logger, reported.Kind, person?.Id, delivery?.Id);
        return true;
    }

    private async Task<PromptDelivery?> DeliveryAsync(BalanceDb db, string? messageId, CancellationToken cancellationToken)
    {
        var token = tokens.Read(TokenPurpose.Reply, ReplyAddress.Token(messageId ?? "", options.Value.InboundDomain));
        return token.Verdict is TokenVerdict.Unknown
            ? null
            : await db.PromptDeliveries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == token.Subject, cancellationToken);
    }

    private async Task ApplyAsync(BalanceDb db, ReportedEvent reported, Participant person, CancellationToken cancellationToken)
    {
        if (reported.OccurredAt <= person.LastHeardAt) return;
        var now = clock.GetUtcNow();
        var code = reported.Status is null ? "" : $" ({reported.Status})";
        switch (reported.Kind)
        {
            case MailEventKind.HardBounce:
                Stop(person, $"The address does not work: a mail came back for good{code}.", now);
                break;
            case MailEventKind.SoftBounce when await SoftBouncesAsync(db, reported, person, cancellationToken) >= SoftBounceLimit:
                Stop(person, $"{SoftBounceLimit} mails in a row came back{code}.", now);
                break;
            case MailEventKind.SpamReport:
            case MailEventKind.Dropped when reported.Dropped is DropReason.SpamReport:
                Stop(person, "The person reported our mail as spam.", now);
                break;
            case MailEventKind.Dropped when reported.Dropped is DropReason.BadAddress:
                Stop(person, "The mail system's list says that the address does not work.", now);
                break;
            case MailEventKind.Unsubscribed:
            case MailEventKind.Dropped when reported.Dropped is DropReason.Unsubscribed:
                if (!await WasToldLaterAsync(db, reported, person, MailEventKind.Resubscribed, cancellationToken))
                    person.Unsubscribe(Earlier(reported.OccurredAt, now));
                break;
            case MailEventKind.Resubscribed when person.Status is ParticipantStatus.Unsubscribed && person.StatusSince < reported.OccurredAt:
                person.Resume(Earlier(reported.OccurredAt, now));
                cadence.Reschedule(person, now);
                break;
        }
    }

    // Who ended it and took it up again in one breath may be told in the wrong order.
    private static Task<bool> WasToldLaterAsync(
        BalanceDb db, ReportedEvent reported, Participant person, MailEventKind kind, CancellationToken cancellationToken) =>
        db.MailEvents.AnyAsync(row => row.ParticipantId == person.Id && row.Kind == kind && row.OccurredAt > reported.OccurredAt, cancellationToken);

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private static void Stop(Participant person, string reason, DateTimeOffset now)
    {
        if (person.Status is not (ParticipantStatus.Undeliverable or ParticipantStatus.Deactivated)) person.Stop(reason, now);
    }

    /// <summary>Soft bounces since the last mail that arrived, or since the person was last heard of, with the one that is told now.</summary>
    private static async Task<int> SoftBouncesAsync(BalanceDb db, ReportedEvent reported, Participant person, CancellationToken cancellationToken)
    {
        var arrived = await db.MailEvents.Where(row => row.ParticipantId == person.Id && row.Kind == MailEventKind.Delivered)
            .MaxAsync(row => (DateTimeOffset?)row.OccurredAt, cancellationToken);
        var since = new[] { arrived, person.LastHeardAt }.Max() ?? DateTimeOffset.UnixEpoch;
        return (reported.OccurredAt > since ? 1 : 0) + await db.MailEvents.CountAsync(
            row => row.ParticipantId == person.Id && row.Kind == MailEventKind.SoftBounce && row.OccurredAt > since, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Mail event {Kind}, participant {ParticipantId}, delivery {DeliveryId}")]
    private static partial void LogTaken(ILogger logger, MailEventKind kind, long? participantId, long? deliveryId);
}
