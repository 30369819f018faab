using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace BalancePipeline.Api;

/// <summary>Answers that the reader may keep and only ask about again.</summary>
internal static class Responses
{
    /// <summary>The content with an ETag; 304 when the reader has it already.</summary>
    internal static IResult Kept(HttpContext context, byte[] content, string contentType)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..24]}\"");
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.Vary = "Authorization, Cookie, Accept";
        return Results.Bytes(content, contentType, entityTag: tag);
    }
}
