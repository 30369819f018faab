using BalancePipeline.Api.Pages.Insights;
using BalancePipeline.Api.Routing;
using BalancePipeline.Insights.Weekly;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BalancePipeline.Api;

/// <summary>Where a leader ends the weekly mails.</summary>
public static class DigestPage
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("DigestUnsubscribePage", "GET", "digest/unsubscribe/{token}", RouteAccess.Open, Confirm),
        new("DigestUnsubscribe", "POST", "digest/unsubscribe/{token}", RouteAccess.Open, UnsubscribeAsync),
    ];

    private static RazorComponentResult<DigestUnsubscribe> Confirm(string token) => new(new { Token = token, Done = (bool?)null });

    // RFC 8058: a mail program posts here by itself.
    private static async Task<IResult> UnsubscribeAsync(string token, DigestSender digests, CancellationToken cancellationToken)
    {
        var done = await digests.UnsubscribeAsync(token, cancellationToken);
        return new RazorComponentResult<DigestUnsubscribe>(new { Token = token, Done = (bool?)done })
        {
            StatusCode = done ? StatusCodes.Status200OK : StatusCodes.Status404NotFound,
        };
    }
}
