using System.Globalization;
using BalancePipeline.Api.Pages.People;
using BalancePipeline.Api.Routing;
using BalancePipeline.Receipts;
using BalancePipeline.Replies;
using BalancePipeline.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BalancePipeline.Api.PersonPages;

/// <summary>The way to one's page for whoever has lost the link: it is sent by mail. Nobody learns here whose address is known.</summary>
internal static class PersonLinkPage
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("PersonLinkPage", "GET", "me", RouteAccess.Open, Ask),
        new("PersonLink", "POST", "me", RouteAccess.Open, Send),
    ];

    private static RazorComponentResult<LinkPage> Ask(HttpRequest request) => new(new { Words = Language(request) });

    /// <summary>Answers the same for every address, and before it is looked up, so that its speed tells nothing.</summary>
    private static IResult Send(
        HttpContext context, IFormCollection form, PersonAccess access, Addressees addressees, ReceiptPlanner receipts, TimeProvider clock, RequestLimit limit)
    {
        if (limit.WaitForTry(context) is { } refusal) return refusal;
        var address = string.Concat(form["address"].ToString().Where(letter => !char.IsControl(letter))).Trim().ToLowerInvariant();
        context.Response.OnCompleted(() => PlanAsync(address, access, addressees, receipts, clock));
        return new RazorComponentResult<LinkPage>(new { Words = Language(context.Request), Sent = true });
    }

    private static async Task PlanAsync(string address, PersonAccess access, Addressees addressees, ReceiptPlanner receipts, TimeProvider clock)
    {
        await using var db = await access.OpenAsync(CancellationToken.None);
        var alias = addressees.Normalize(address);
        var person = await db.Participants.AsNoTracking().SingleOrDefaultAsync(row => row.Email == address)
            ?? await db.Participants.AsNoTracking().FirstOrDefaultAsync(
                row => db.SenderAliases.Any(known => known.ParticipantId == row.Id && known.Email == alias));
        if (person is null) return;

        // It goes to the address of the roster, at most once an hour, however often it is asked for.
        var key = string.Create(CultureInfo.InvariantCulture, $"page:{person.Id}:{clock.GetUtcNow().UtcDateTime:yyyy-MM-ddTHH}");
        await receipts.PlanAsync(person, ReceiptKind.PageLink, key);
    }

    private static Words Language(HttpRequest request) => Words.For(
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString()).FirstOrDefault(language => Words.Languages.Contains(language.Split('-')[0])) ?? "en");
}
