using BalancePipeline.Access;

namespace BalancePipeline.Api.Routing;

/// <summary>One endpoint, the same in both hosts.</summary>
/// <param name="Name">Stable, e.g. <c>ListTeams</c>; the function's name on Azure.</param>
/// <param name="Method">HTTP method in upper case.</param>
/// <param name="Pattern">Route without a leading slash, e.g. <c>api/v1/teams/{id}</c>.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Handler">A minimal-API handler: parameters from route, query, body and services; returns a value or an <c>IResult</c>.</param>
public sealed record ApiRoute(string Name, string Method, string Pattern, RouteAccess Access, Delegate Handler)
{
    /// <summary>True for pages that people look at; they are redirected to sign in, and refused by a page rather than by a problem document.</summary>
    public bool IsPage => !Pattern.StartsWith("api/", StringComparison.Ordinal);
}

/// <summary>Who may call an endpoint.</summary>
public enum RouteAccess
{
    /// <summary>Anybody; the handler checks a signature or a signed link itself where there is one.</summary>
    Open,

    /// <summary>Only from the machine itself: what shows everything to whoever develops or tries the product.</summary>
    Local,

    /// <summary>Leaders for their teams, and administrators.</summary>
    Leader,

    /// <summary>Administrators only.</summary>
    Administrator,
}

internal static class RouteAccesses
{
    internal static bool Admits(this RouteAccess access, AccessGrant grant) =>
        access is not RouteAccess.Administrator || grant.Role is AccessRole.Administrator;
}
