using BalancePipeline.Access;
using BalancePipeline.Api.Pages.Insights;
using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BalancePipeline.Api;

/// <summary>Where leaders come in and go out.</summary>
public static class SignInPage
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("SignInPage", "GET", "sign-in", RouteAccess.Open, Show),
        new("SignInWithToken", "POST", "sign-in", RouteAccess.Open, SignInWithTokenAsync),
        new("SignOut", "POST", "sign-out", RouteAccess.Open, SignOut),
    ];

    private static RazorComponentResult<SignIn> Show([FromQuery(Name = "return")] string? destination) =>
        new(new { Return = Local(destination), Refused = false });

    private static async Task<IResult> SignInWithTokenAsync(
        [FromForm] string token, [FromForm(Name = "return")] string? destination, HttpContext context, AccessTokens tokens, CancellationToken cancellationToken)
    {
        if (await tokens.FindAsync(token.Trim(), cancellationToken) is null)
        {
            return new RazorComponentResult<SignIn>(new { Return = Local(destination), Refused = true })
            {
                StatusCode = StatusCodes.Status401Unauthorized,
            };
        }

        context.Response.Cookies.Append(Doorway.Cookie, token.Trim(), CookieOptions(context.Request));
        return Results.Redirect(Local(destination));
    }

    private static IResult SignOut(HttpContext context)
    {
        context.Response.Cookies.Delete(Doorway.Cookie, CookieOptions(context.Request));
        return Results.Redirect("/sign-in");
    }

    private static CookieOptions CookieOptions(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        Path = "/",
    };

    /// <summary>The address when it is one of ours, else the first page: nobody is sent elsewhere by a link to the sign-in page.</summary>
    private static string Local(string? destination) =>
        destination is ['/', not ('/' or '\\'), ..] && !destination.Any(char.IsControl) ? destination : "/";
}
