using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Functions.Doors;

/// <summary>How every HTTP door answers.</summary>
internal static class Answers
{
    /// <summary>The site's root. The host takes an empty route for a missing one, and puts the function's name in its place.</summary>
    internal const string Root = "{nothing:maxlength(0)?}";

    /// <summary>
    /// Answers as every host does. The worker has matched the request against the function's route before it calls the function,
    /// so the route values are bound; the answer is written by then, and nothing is left for the worker to write.
    /// </summary>
    internal static async Task<IResult> AnswerAsync(this RouteTable routes, string name, HttpRequest request)
    {
        await routes.InvokeAsync(name, request.HttpContext);
        return Results.Empty;
    }
}
