using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Participants;

/// <summary>Reads a person's mails that are still kept as they came.</summary>
public sealed class PersonalMails(Addressees addressees)
{
    /// <summary>Mails in answer to the person's questions, whoever sent them, and other mails of the person, whosever question they reached; oldest first.</summary>
    public async Task<IReadOnlyList<PersonalMail>> ReadAsync(BalanceDb db, Participant person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(person);
        var own = await AddressesAsync(db, person, cancellationToken);
        var kept = db.InboundEmails.AsNoTracking().OrderBy(mail => mail.Id)
            .Select(mail => new { mail, answers = db.PromptDeliveries.Any(delivery => delivery.Id == mail.DeliveryId && delivery.ParticipantId == person.Id) })
            .Where(row => row.answers || row.mail.DeliveryId == null || row.mail.Rejection != null);
        var mails = new List<PersonalMail>();
        await foreach (var row in kept.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var mail = row.mail;
            var form = InboundForm.FromBytes(mail.Form);
            var content = form.ToMail();
            if (IsFrom(own, form, content)) mails.Add(new PersonalMail(mail.ReceivedAt, mail.Rejection, mail.Command, content.Header("Subject"), content.Text ?? content.Html));
            else if (row.answers) mails.Add(new PersonalMail(mail.ReceivedAt, mail.Rejection, mail.Command, null, null));
        }

        return mails;
    }

    /// <summary>The addresses that are the person's, as aliases are stored.</summary>
    internal async Task<HashSet<string>> AddressesAsync(BalanceDb db, Participant person, CancellationToken cancellationToken)
    {
        var own = await db.SenderAliases.Where(alias => alias.ParticipantId == person.Id).Select(alias => alias.Email).ToHashSetAsync(cancellationToken);
        own.Add(addressees.Normalize(person.Email));
        return own;
    }

    /// <summary>True when a mail says that it is from one of these addresses.</summary>
    internal bool IsFrom(IReadOnlySet<string> addresses, InboundForm form, MailContent content) =>
        form.Sender(content) is { } sender && addresses.Contains(addressees.Normalize(sender));
}
