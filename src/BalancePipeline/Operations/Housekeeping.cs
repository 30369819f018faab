using System.Globalization;
using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Operations;

/// <summary>Removes what has been kept long enough. Releases are kept: they hold no person.</summary>
public sealed partial class Housekeeping(
    IDbContextFactory<BalanceDb> factory, ParticipantErasure erasure, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Housekeeping> logger)
{
    // A token is of no use to anybody once it has ended; its name may still answer a question.
    private const int EndedTokenDays = 90;

    /// <summary>Removes what is too old; running it again removes nothing more.</summary>
    public async Task<HousekeepingResult> CleanAsync(CancellationToken cancellationToken = default)
    {
        using var span = Telemetry.Start("clean");
        var now = clock.GetUtcNow();
        var rawBefore = now.AddDays(-options.Value.RawMailDays);
        var before = now.AddMonths(-options.Value.ReplyMonths);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);

        // A mail that nobody has judged yet is not lost to the calendar.
        var rawMails = await db.InboundEmails.Where(mail => mail.ReceivedAt < rawBefore && mail.JudgedAt != null).ExecuteDeleteAsync(cancellationToken);
        var shownMails = await db.MailboxEmails.Where(mail => mail.SentAt < rawBefore).ExecuteDeleteAsync(cancellationToken);
        var replies = await db.Replies.Where(reply => reply.ReceivedAt < before).ExecuteDeleteAsync(cancellationToken);
        var deliveries = await db.PromptDeliveries
            .Where(delivery => delivery.PlannedAt < before
                && !db.Replies.Any(reply => reply.DeliveryId == delivery.Id) && !db.InboundEmails.Any(mail => mail.DeliveryId == delivery.Id))
            .ExecuteDeleteAsync(cancellationToken);
        var receipts = await db.Receipts.Where(receipt => receipt.PlannedAt < before).ExecuteDeleteAsync(cancellationToken);
        var events = await db.MailEvents.Where(told => told.ReceivedAt < before).ExecuteDeleteAsync(cancellationToken);
        var endedBefore = now.AddDays(-EndedTokenDays);
        var tokens = await db.AccessTokens.Where(token => token.ExpiresAt < endedBefore || token.RevokedAt < endedBefore).ExecuteDeleteAsync(cancellationToken);

        // Who asked to sign in is of no interest a day later; who read which team is, for as long as replies are kept.
        var dayAgo = now.AddDays(-1);
        await db.SignInLinks.Where(link => link.CreatedAt < dayAgo).ExecuteDeleteAsync(cancellationToken);
        await db.AuditEntries.Where(entry => entry.At < before).ExecuteDeleteAsync(cancellationToken);

        var gone = await db.Participants.AsNoTracking()
            .Where(person => person.Status == ParticipantStatus.Deactivated && person.StatusSince < before).ToListAsync(cancellationToken);
        await erasure.EraseAsync(gone, cancellationToken);

        var result = new HousekeepingResult(rawMails, shownMails, replies, deliveries, receipts, events, tokens, gone.Count);
        LogCleaned(logger, result);
        return result;
    }

    [LoggerMessage(LogLevel.Information, "Housekeeping: {Result}")]
    private static partial void LogCleaned(ILogger logger, HousekeepingResult result);
}

/// <summary>What was removed.</summary>
/// <param name="RawMails">Mails as they came.</param>
/// <param name="ShownMails">Mails of the mailbox page.</param>
/// <param name="Replies">Replies with their scores.</param>
/// <param name="Deliveries">Prompts planned and sent.</param>
/// <param name="Receipts">Notes of what was answered.</param>
/// <param name="Events">Notes of what the mail system told.</param>
/// <param name="Tokens">Access tokens that had ended.</param>
/// <param name="People">People who had long left the roster.</param>
public sealed record HousekeepingResult(int RawMails, int ShownMails, int Replies, int Deliveries, int Receipts, int Events, int Tokens, int People)
{
    /// <summary>In one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"removed {RawMails} raw mails, {ShownMails} mailbox mails, {Replies} replies, {Deliveries} prompts, {Receipts} receipts, {Events} mail events, {Tokens} ended tokens, {People} people who left");
}
