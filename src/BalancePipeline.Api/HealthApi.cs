using BalancePipeline.Api.Routing;
using BalancePipeline.Queues;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>Tells a load balancer or an operator whether the product runs, and whether it reaches what it needs.</summary>
public static class HealthApi
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("HealthLive", "GET", "health/live", RouteAccess.Open, () => Results.Ok(new { status = "live" })),
        new("HealthReady", "GET", "health/ready", RouteAccess.Open, ReadyAsync),
    ];

    private static async Task<IResult> ReadyAsync(Migrator migrator, IMessageQueue queue, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var database = CheckAsync("database", async () =>
            await migrator.IsCurrentAsync(either.Token) ? null : "the database's schema is not this program's: run 'balance migrate', or deploy the newer program");
        var queues = CheckAsync("queue", async () =>
        {
            await queue.CountAsync(QueueNames.PromptsToSend, either.Token);
            return null;
        });

        var faults = (await Task.WhenAll(database, queues)).OfType<string>().ToList();
        return faults.Count == 0
            ? Results.Ok(new { status = "ready" })
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, $"Not ready: {string.Join("; ", faults)}.");
    }

    // Anything may be thrown by a thing that can't be reached; what it says may hold addresses, so only its name goes out.
    private static async Task<string?> CheckAsync(string name, Func<Task<string?>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception)
        {
            return $"the {name} can't be reached";
        }
    }
}
