using System.Globalization;
using BalancePipeline.Api.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BalancePipeline.Api.Routing;

/// <summary>Refusals: what is wrong and what to do, as RFC 9457 problem documents for programs and as pages for people.</summary>
public static class Problems
{
    /// <summary>A refusal with the status's usual title.</summary>
    public static IResult Of(int status, string detail) => Results.Problem(detail: detail, statusCode: status);

    /// <summary>A refusal that people look at.</summary>
    internal static IResult Page(int status, string detail) => new RazorComponentResult<Message>(new { Title = Title(status), Text = detail }) { StatusCode = status };

    /// <summary>400: the request can be put right by its sender.</summary>
    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    /// <summary>404, the same whether the thing doesn't exist or may not be seen.</summary>
    public static IResult NotFound() => Of(StatusCodes.Status404NotFound, "There is nothing here, or nothing that you may see.");

    /// <summary>What a host says by its status alone when no endpoint answers: 404, or 405 with the header <c>Allow</c>.</summary>
    public static IResult Unanswered(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Response.StatusCode is StatusCodes.Status405MethodNotAllowed and var status
            ? Of(status, $"{context.Request.Method} is not for this address; the header 'Allow' says what is.")
            : NotFound();
    }

    /// <summary>401, with the scheme to use.</summary>
    public static IResult Unauthorized(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.WWWAuthenticate = "Bearer";
        return Of(StatusCodes.Status401Unauthorized, "Send a valid access token as 'Authorization: Bearer …'.");
    }

    /// <summary>403: known, but not allowed.</summary>
    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, detail);

    /// <summary>What to say with 429: the time to wait, which the answer carries as <c>Retry-After</c> too.</summary>
    internal static string Wait(HttpResponse response, TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return $"Too many requests. Try again in {seconds} seconds.";
    }

    private static string Title(int status) => status switch
    {
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Nothing here",
        StatusCodes.Status429TooManyRequests => "One moment, please",
        < StatusCodes.Status500InternalServerError => "This did not work",
        _ => "Something went wrong",
    };
}
