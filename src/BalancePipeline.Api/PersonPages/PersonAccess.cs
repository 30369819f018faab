using BalancePipeline.Api.Pages.People;
using BalancePipeline.Email;
using BalancePipeline.Participants;
using BalancePipeline.Storage;
using BalancePipeline.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Api.PersonPages;

/// <summary>Finds the person that a signed link is for. The link is the key: whoever has it is that person.</summary>
public sealed class PersonAccess(SignedTokens tokens, IDbContextFactory<BalanceDb> factory)
{
    internal Task<BalanceDb> OpenAsync(CancellationToken cancellationToken) => factory.CreateDbContextAsync(cancellationToken);

    /// <summary>The person of a page's link, tracked; null when the link does not hold or the person is gone.</summary>
    internal Task<Participant?> FindAsync(BalanceDb db, string token, CancellationToken cancellationToken) =>
        FindAsync(db, TokenPurpose.Page, token, cancellationToken);

    /// <summary>The person of a link for that purpose.</summary>
    internal async Task<Participant?> FindAsync(BalanceDb db, TokenPurpose purpose, string token, CancellationToken cancellationToken) =>
        tokens.Read(purpose, token) is { Verdict: TokenVerdict.Valid } reading
            ? await db.Participants.SingleOrDefaultAsync(row => row.Id == reading.Subject, cancellationToken)
            : null;

    /// <summary>What a link that does not hold leads to: the way to a fresh one.</summary>
    internal static RazorComponentResult<LinkPage> Gone() => new(new { Words = Words.For("en"), Broken = true })
    {
        StatusCode = StatusCodes.Status404NotFound,
    };
}
