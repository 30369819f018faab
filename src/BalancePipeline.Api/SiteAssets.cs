using System.Reflection;
using System.Security.Cryptography;
using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>The style sheet of the pages, carried inside the assembly so that both hosts serve it alike.</summary>
internal static class SiteAssets
{
    private static readonly byte[] StyleSheet = Read("site.css");

    /// <summary>Changes with the content, so that browsers may keep it for ever.</summary>
    internal static string StyleSheetUrl { get; } = $"/assets/site.css?v={Convert.ToHexStringLower(SHA256.HashData(StyleSheet))[..12]}";

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("SiteStyleSheet", "GET", "assets/site.css", RouteAccess.Open, (HttpResponse response) =>
        {
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(StyleSheet, "text/css; charset=utf-8");
        }),
    ];

    internal static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"BalancePipeline.Api.Assets.{name}")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
