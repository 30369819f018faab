using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>The API's own description (OpenAPI 3.1).</summary>
public static class OpenApi
{
    private static readonly byte[] Document = SiteAssets.Read("openapi.json");

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("OpenApi", "GET", "api/v1/openapi.json", RouteAccess.Open, (HttpContext context) => Responses.Kept(context, Document, "application/json")),
    ];
}
