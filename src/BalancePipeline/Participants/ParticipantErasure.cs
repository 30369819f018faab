using BalancePipeline.Access;
using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Participants;

/// <summary>
/// Erases people: their settings, what they were asked, what they wrote, its scores, their mails as they came, and their right to read
/// insights. Released insights stay: nobody can be found in them.
/// </summary>
public sealed partial class ParticipantErasure(IDbContextFactory<BalanceDb> factory, PersonalMails mails, ILogger<ParticipantErasure> logger)
{
    /// <summary>Erases one person.</summary>
    /// <returns>What was erased; null when there is no such person.</returns>
    public async Task<ErasureReceipt?> EraseAsync(long participantId, CancellationToken cancellationToken = default)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var person = await db.Participants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == participantId, cancellationToken);
        return person is null ? null : await EraseAsync([person], cancellationToken);
    }

    /// <summary>Erases several people, all or none.</summary>
    public async Task<ErasureReceipt> EraseAsync(IReadOnlyList<Participant> people, CancellationToken cancellationToken = default)
    {
        if (people.Count == 0) return new ErasureReceipt(0, 0, 0, 0);
        var addresses = new HashSet<string>();
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var receipt = new ErasureReceipt(0, 0, 0, 0);
        foreach (var person in people)
        {
            addresses.UnionWith(await mails.AddressesAsync(db, person, cancellationToken));
            receipt = new ErasureReceipt(
                receipt.People + 1,
                receipt.Prompts + await db.PromptDeliveries.CountAsync(delivery => delivery.ParticipantId == person.Id, cancellationToken),
                receipt.Replies + await db.Replies.CountAsync(reply => reply.ParticipantId == person.Id, cancellationToken),
                receipt.Mails + await EraseMailsAsync(db, person, cancellationToken));
            await EraseLeaderAsync(db, person.Email, cancellationToken);
            var export = AuditLog.ExportOf(person.Id);
            await db.AuditEntries.Where(entry => entry.Action == export).ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Action, "exported a participant (erased)"), cancellationToken);

            // Deliveries, replies and scores go with their person.
            await db.Participants.Where(row => row.Id == person.Id).ExecuteDeleteAsync(cancellationToken);
        }

        receipt = receipt with { Mails = receipt.Mails + await EraseRefusedMailsAsync(db, addresses, cancellationToken) };

        // Somebody else may have said that such an address is theirs.
        foreach (var erased in addresses.Chunk(500)) await db.SenderAliases.Where(alias => erased.Contains(alias.Email)).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var person in people) LogErased(logger, person.Id);
        return receipt;
    }

    /// <summary>That a team was read stays in the audit log, by whom does not.</summary>
    private static async Task EraseLeaderAsync(BalanceDb db, string email, CancellationToken cancellationToken)
    {
        await db.Leaders.Where(leader => leader.Email == email).ExecuteDeleteAsync(cancellationToken);
        await db.SignInLinks.Where(link => link.Email == email).ExecuteDeleteAsync(cancellationToken);
        await db.AccessTokens.Where(token => token.IsSession && token.Name == email).ExecuteDeleteAsync(cancellationToken);
        await db.Digests.Where(digest => digest.Email == email).ExecuteDeleteAsync(cancellationToken);
        await db.DigestOptOuts.Where(optOut => optOut.Email == email).ExecuteDeleteAsync(cancellationToken);
        await db.AuditEntries.Where(entry => entry.Actor == email).ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Actor, "(erased)"), cancellationToken);
    }

    private static async Task<int> EraseMailsAsync(BalanceDb db, Participant person, CancellationToken cancellationToken)
    {
        var shown = await db.MailboxEmails.Where(mail => mail.Recipient == person.Email).ExecuteDeleteAsync(cancellationToken);
        return shown + await db.InboundEmails
            .Where(mail => db.PromptDeliveries.Any(delivery => delivery.Id == mail.DeliveryId && delivery.ParticipantId == person.Id))
            .ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Mails that were refused, whosever question they reached, and those that reached none name their sender only inside. They are few,
    /// and none is older than raw mail is kept.
    /// </summary>
    private async Task<int> EraseRefusedMailsAsync(BalanceDb db, HashSet<string> addresses, CancellationToken cancellationToken)
    {
        var found = new List<long>();
        await foreach (var mail in db.InboundEmails.AsNoTracking().Where(mail => mail.DeliveryId == null || mail.Rejection != null).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var form = InboundForm.FromBytes(mail.Form);
            if (mails.IsFrom(addresses, form, form.ToMail())) found.Add(mail.Id);
        }

        foreach (var ids in found.Chunk(500)) await db.InboundEmails.Where(mail => ids.Contains(mail.Id)).ExecuteDeleteAsync(cancellationToken);
        return found.Count;
    }

    [LoggerMessage(LogLevel.Information, "Participant {ParticipantId} erased")]
    private static partial void LogErased(ILogger logger, long participantId);
}

/// <summary>What was erased.</summary>
/// <param name="People">People.</param>
/// <param name="Prompts">Prompts planned or sent to them.</param>
/// <param name="Replies">Replies, with all their scores.</param>
/// <param name="Mails">Mails from and to them that were kept whole.</param>
public sealed record ErasureReceipt(int People, int Prompts, int Replies, int Mails);
