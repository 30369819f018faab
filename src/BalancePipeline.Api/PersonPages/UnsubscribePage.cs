using BalancePipeline.Api.Pages.People;
using BalancePipeline.Api.Routing;
using BalancePipeline.Email;
using BalancePipeline.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BalancePipeline.Api.PersonPages;

/// <summary>The end of all questions, with one press: on the page, or by the mail program itself (RFC 8058).</summary>
internal static class UnsubscribePage
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("UnsubscribePage", "GET", "unsubscribe/{token}", RouteAccess.Open, ConfirmAsync),
        new("Unsubscribe", "POST", "unsubscribe/{token}", RouteAccess.Open, UnsubscribeAsync),
    ];

    private static async Task<IResult> ConfirmAsync(string token, PersonAccess access, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, TokenPurpose.Unsubscribe, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        return new RazorComponentResult<Unsubscribe>(new { Words = Words.For(person.Locale), Token = token, Done = !person.CanUnsubscribe });
    }

    // RFC 8058: a mail program posts here by itself, so there is no login and no second question.
    private static async Task<IResult> UnsubscribeAsync(string token, PersonAccess access, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, TokenPurpose.Unsubscribe, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        person.Unsubscribe(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return new RazorComponentResult<Unsubscribe>(new { Words = Words.For(person.Locale), Token = token, Done = true });
    }
}
