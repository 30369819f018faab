using BalancePipeline.Replies;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Participants;

/// <summary>Reads a person's mails that are still kept as they came.</summary>
public sealed class PersonalMails(Addressees addressees)
{
    /// <summary>Mails in answer to the person's questions, whoever sent them, and other mails of the person; oldest first.</summary>
    public async Task<IReadOnlyList<PersonalMail>> ReadAsync(BalanceDb db, Participant person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(person);
        var own = await AddressesAsync(db, person, cancellationToken);
        var asked = db.PromptDeliveries.Where(delivery => delivery.ParticipantId == person.Id).Select(delivery => (long?)delivery.Id);
        var kept = db.InboundEmails.AsNoTracking().Where(mail => mail.DeliveryId == null || asked.Contains(mail.DeliveryId)).OrderBy(mail => mail.Id);
        var mails = new List<PersonalMail>();
        await foreach (var mail in kept.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var form = InboundForm.FromBytes(mail.Form);
            var content = form.ToMail();
            if (IsFrom(own, form, content)) mails.Add(new PersonalMail(mail.ReceivedAt, mail.Rejection, mail.Command, content.Header("Subject"), content.Text ?? content.Html));
            else if (mail.DeliveryId is not null) mails.Add(new PersonalMail(mail.ReceivedAt, mail.Rejection, mail.Command, null, null));
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
