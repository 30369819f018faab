using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Functions.Doors;

internal static class Answers
{
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
