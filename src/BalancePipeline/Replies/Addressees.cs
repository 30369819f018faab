using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Replies;

/// <summary>Finds whom an inbound mail answers: by a token in its addresses or in the Message-IDs it refers to, never by its sender alone.</summary>
public sealed class Addressees(SignedTokens tokens, IOptions<MailOptions> mailOptions, IOptions<InboundOptions> options)
{
    /// <summary>Whom the mail answers. The person's row is held until the transaction ends, so that their mails are judged one after another.</summary>
    public async Task<Addressee> FindAsync(BalanceDb db, InboundForm form, MailContent mail, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(form);
        var token = form.Addressed(mail)
            .Select(address => tokens.Read(TokenPurpose.Reply, ReplyAddress.Token(address, mailOptions.Value.InboundDomain)))
            .MaxBy(reading => reading.Verdict);
        if (token is null or { Verdict: TokenVerdict.Unknown }) return Addressee.Nobody;
        if (await db.PromptDeliveries.SingleOrDefaultAsync(row => row.Id == token.Subject, cancellationToken) is not { } delivery) return Addressee.Nobody;

        var person = await Person(db, delivery.ParticipantId).SingleAsync(cancellationToken);
        return new Addressee(token.Verdict, delivery, person, await IsSenderAsync(db, person, form.Sender(mail), cancellationToken));
    }

    /// <summary>True when a mail from that address is taken as the person's own.</summary>
    public async Task<bool> IsSenderAsync(BalanceDb db, Participant person, string? sender, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(person);
        if (sender is null) return false;
        var from = Normalize(sender);
        return from == Normalize(person.Email)
            || await db.SenderAliases.AnyAsync(alias => alias.ParticipantId == person.Id && alias.Email == from, cancellationToken);
    }

    /// <summary>True for an address that is known to be another person's.</summary>
    /// <param name="db">The database.</param>
    /// <param name="person">The person whose it is not.</param>
    /// <param name="address">The address as aliases are stored.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<bool> IsOfAnotherAsync(BalanceDb db, Participant person, string address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(address);
        if (await db.SenderAliases.AnyAsync(alias => alias.Email == address && alias.ParticipantId != person.Id, cancellationToken)) return true;

        // The roster may hold it with a plus-tag, or in a domain that stands for another.
        var name = address.Split('@')[0];
        var alike = await db.Participants
            .Where(row => row.Id != person.Id && (row.Email.StartsWith(name + "@") || row.Email.StartsWith(name + "+")))
            .Select(row => row.Email).ToListAsync(cancellationToken);
        return alike.Exists(email => Normalize(email) == address);
    }

    /// <summary>The address as aliases are stored.</summary>
    public string Normalize(string address) => SenderAddress.Normalize(address, options.Value.DomainAliases.AsReadOnly());

    private static IQueryable<Participant> Person(BalanceDb db, long id) => db.IsPostgreSql
        ? db.Participants.FromSql($"SELECT * FROM participants WHERE id = {id} FOR UPDATE")
        : db.Participants.Where(person => person.Id == id);
}
