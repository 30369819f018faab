using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api.Routing;

/// <summary>Refusals as RFC 9457 problem documents: what is wrong and what to do.</summary>
public static class Problems
{
    /// <summary>A refusal with the status's usual title.</summary>
    public static IResult Of(int status, string detail) => Results.Problem(detail: detail, statusCode: status);

    /// <summary>400: the request can be put right by its sender.</summary>
    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    /// <summary>404, the same whether the thing doesn't exist or may not be seen.</summary>
    public static IResult NotFound() => Of(StatusCodes.Status404NotFound, "There is nothing here, or nothing that you may see.");

    /// <summary>401, with the scheme to use.</summary>
    public static IResult Unauthorized(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.Headers.WWWAuthenticate = "Bearer";
        return Of(StatusCodes.Status401Unauthorized, "Send a valid access token as 'Authorization: Bearer …'.");
    }

    /// <summary>403: known, but not allowed.</summary>
    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, detail);

    /// <summary>429: too fast, with the time to wait.</summary>
    public static IResult TooManyRequests(HttpResponse response, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(response);
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, $"Too many requests. Try again in {seconds} seconds.");
    }
}
