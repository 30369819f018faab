using BalancePipeline.Api.Pages.People;
using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BalancePipeline.Api.PersonPages;

/// <summary>A person's own page, behind the signed link in every mail.</summary>
public static class PersonPage
{
    /// <summary>What the page says was done, by the name that its address carries.</summary>
    private static readonly Dictionary<string, string> Done = new()
    {
        ["saved"] = "page.saved",
        ["resumed"] = "page.resumed",
        ["stopped"] = "unsubscribe.done",
        ["corrected"] = "page.corrected",
        ["added"] = "page.address-added",
    };

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("PersonPage", "GET", "me/{token}", RouteAccess.Open, ShowAsync),
        .. PersonSettings.Routes,
        .. PersonCorrections.Routes,
        .. PersonData.Routes,
        .. PersonLinkPage.Routes,
        .. UnsubscribePage.Routes,
    ];

    /// <summary>Where a form of the page leads back to.</summary>
    internal static IResult Back(string token, string done, string anchor = "") => Results.Redirect($"/me/{token}?done={done}{anchor}");

    private static async Task<IResult> ShowAsync(
        string token, string? done, PersonAccess access, PersonReader reader, CancellationToken cancellationToken)
    {
        await using var db = await access.OpenAsync(cancellationToken);
        if (await access.FindAsync(db, token, cancellationToken) is not { } person) return PersonAccess.Gone();
        var view = await reader.ReadAsync(db, person, token, cancellationToken);
        return new RazorComponentResult<PersonHome>(new { View = view with { Done = Done.GetValueOrDefault(done ?? "") } });
    }
}
