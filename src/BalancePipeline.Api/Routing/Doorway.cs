using BalancePipeline.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Api.Routing;

/// <summary>What every request passes on its way in and out: security headers, access, and problems instead of stack traces.</summary>
public sealed partial class Doorway(AccessTokens tokens, OpenIdTokens openId, RequestLimit limit, ILogger<Doorway> logger)
{
    /// <summary>The cookie of a signed-in leader.</summary>
    public const string Cookie = "balance_access";

    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

    internal RequestDelegate Guard(ApiRoute route, RequestDelegate endpoint) => async context =>
    {
        SetHeaders(context.Response.Headers);
        try
        {
            if (await AdmitAsync(route, context) is { } refusal) await refusal.ExecuteAsync(context);
            else await endpoint(context);
        }
        catch (BadHttpRequestException exception)
        {
            // What the framework says of a value that can't be read names parameters of the code: of use to a program's author, not to a page's reader.
            var detail = route.IsPage && exception.StatusCode == StatusCodes.Status400BadRequest
                ? "The address or the form holds something that can't be read. Go back and try again, or begin at the first page."
                : exception.Message;
            await Refuse(route, exception.StatusCode, detail).ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogDefect(logger, route.Name, exception);
            await Refuse(route, StatusCodes.Status500InternalServerError, "Something went wrong on our side. Try again; if it stays, tell whoever runs this service.")
                .ExecuteAsync(context);
        }
    };

    /// <summary>Null when the caller may go in, else what to answer.</summary>
    private async Task<IResult?> AdmitAsync(ApiRoute route, HttpContext context)
    {
        if (route.Access is RouteAccess.Open) return null;
        if (route.Access is RouteAccess.Local) return IsLocal(context) ? null : Problems.NotFound();

        var (token, fromCookie) = Credentials(context.Request);
        var grant = token is null ? null : await tokens.FindAsync(token, context.RequestAborted) ?? await openId.FindAsync(token, context.RequestAborted);
        if (grant is null) return route.IsPage ? SignIn(context.Request) : Problems.Unauthorized(context.Response);
        if (!route.Access.Admits(grant)) return Refuse(route, StatusCodes.Status403Forbidden, "This token does not reach here.");
        if (fromCookie && IsForeignPost(context.Request)) return Refuse(route, StatusCodes.Status403Forbidden, "This form was sent from another site.");
        if (limit.WaitFor($"{grant.TokenId} {grant.Name}") is { } wait)
            return Refuse(route, StatusCodes.Status429TooManyRequests, Problems.Wait(context.Response, wait));
        context.Features.Set(grant);
        return null;
    }

    private static IResult Refuse(ApiRoute route, int status, string detail) =>
        route.IsPage ? Problems.Page(status, detail) : Problems.Of(status, detail);

    private static (string? Token, bool FromCookie) Credentials(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? (header[Scheme.Length..].Trim(), false)
            : (request.Cookies[Cookie], true);
    }

    private static bool IsForeignPost(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    // TestServer and the like have no remote address; what comes over a wire always has one.
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || System.Net.IPAddress.IsLoopback(address);

    // A redirect leads to a page; where a form was posted to, there may be none.
    private static IResult SignIn(HttpRequest request) =>
        Results.Redirect($"/sign-in?return={Uri.EscapeDataString(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/")}{(request.Cookies.ContainsKey(Cookie) ? "&ended=true" : "")}");

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    [LoggerMessage(LogLevel.Error, "{Route} failed")]
    private static partial void LogDefect(ILogger logger, string route, Exception exception);
}
