using System.Net.Mail;
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
    // A mail carries it: nobody else's long text goes out in our name.
    private const int LongestReturn = 200;

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("SignInPage", "GET", "sign-in", RouteAccess.Open, Show),
        new("SignInWithToken", "POST", "sign-in", RouteAccess.Open, SignInWithTokenAsync),
        new("SignInByMail", "POST", "sign-in/mail", RouteAccess.Open, RequestLinkAsync),
        new("SignInLinkPage", "GET", "sign-in/{code}", RouteAccess.Open, ShowLink),
        new("SignInWithLink", "POST", "sign-in/{code}", RouteAccess.Open, SignInWithLinkAsync),
        new("SignOut", "POST", "sign-out", RouteAccess.Open, SignOutAsync),
    ];

    private static RazorComponentResult<SignIn> Show([FromQuery(Name = "return")] string? destination, bool? ended) =>
        Page(SignInState.Open(Local(destination)) with { Ended = ended is true });

    private static async Task<IResult> SignInWithTokenAsync(
        [FromForm] string? token, [FromForm(Name = "return")] string? destination, HttpContext context, AccessTokens tokens, OpenIdTokens openId, RequestLimit limit, CancellationToken cancellationToken)
    {
        if (limit.WaitForTry(context) is { } refusal) return refusal;
        var given = token?.Trim() ?? "";
        if (await tokens.FindAsync(given, cancellationToken) is null && await openId.FindAsync(given, cancellationToken) is null)
            return Page(SignInState.Open(Local(destination)) with { Refused = true }, StatusCodes.Status401Unauthorized);
        return Enter(context, given, destination);
    }

    /// <summary>Answers the same for every address, and before it is looked up.</summary>
    private static async Task<IResult> RequestLinkAsync(
        [FromForm] string? email, [FromForm(Name = "return")] string? destination, HttpContext context, SignInLinks links, RequestLimit limit, CancellationToken cancellationToken)
    {
        if (limit.WaitForTry(context) is { } refusal) return refusal;
        var state = SignInState.Open(Local(destination));
        if (!MailAddress.TryCreate(email, out var address)) return Page(state with { BadAddress = true }, StatusCodes.Status400BadRequest);
        if (await links.RequestAsync(address.Address, cancellationToken) is { } code)
            context.Response.OnCompleted(() => links.SendAsync(address.Address, code, state.Return, CancellationToken.None));
        return Page(state with { Mailed = true });
    }

    // Mail programs open links to look at them; only the press of the button uses the link up.
    private static RazorComponentResult<SignIn> ShowLink(string code, [FromQuery(Name = "return")] string? destination) =>
        Page(SignInState.Open(Local(destination)) with { Code = code });

    private static async Task<IResult> SignInWithLinkAsync(
        string code, [FromQuery(Name = "return")] string? destination, HttpContext context, SignInLinks links, RequestLimit limit, CancellationToken cancellationToken)
    {
        if (limit.WaitForTry(context) is { } refusal) return refusal;
        return await links.RedeemAsync(code, cancellationToken) is { } token
            ? Enter(context, token, destination)
            : Page(SignInState.Open(Local(destination)) with { LinkRefused = true }, StatusCodes.Status401Unauthorized);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, AccessTokens tokens, CancellationToken cancellationToken)
    {
        // A session ends for good; a token that was typed in is good elsewhere too, and stays.
        if (context.Request.Cookies[Doorway.Cookie] is { } token && await tokens.FindAsync(token, cancellationToken) is { IsSession: true } session)
            await tokens.RevokeAsync(session.TokenId, cancellationToken);
        context.Response.Cookies.Delete(Doorway.Cookie, CookieOptions(context.Request));
        return Results.Redirect("/sign-in");
    }

    private static IResult Enter(HttpContext context, string token, string? destination)
    {
        context.Response.Cookies.Append(Doorway.Cookie, token, CookieOptions(context.Request));
        return Results.Redirect(Local(destination));
    }

    private static RazorComponentResult<SignIn> Page(SignInState state, int status = StatusCodes.Status200OK) =>
        new(new { State = state }) { StatusCode = status };

    private static CookieOptions CookieOptions(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        Path = "/",
    };

    /// <summary>The address when it is one of ours, else the first page: nobody is sent elsewhere by a link to the sign-in page.</summary>
    private static string Local(string? destination) =>
        destination == "/" || (destination is ['/', not ('/' or '\\'), ..] && destination.Length <= LongestReturn && !destination.Any(char.IsControl)) ? destination : "/";
}
