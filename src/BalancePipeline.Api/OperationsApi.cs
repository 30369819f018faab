using BalancePipeline.Api.Routing;
using BalancePipeline.Operations;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>How the story is running, for operators; and what to do with messages that failed too often.</summary>
public static class OperationsApi
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("Operations", "GET", "api/v1/operations", RouteAccess.Administrator, ReadAsync),
        new("ListPoison", "GET", "api/v1/operations/poison", RouteAccess.Administrator, ListPoisonAsync),
        new("ReplayPoison", "POST", "api/v1/operations/poison/replay", RouteAccess.Administrator, ReplayPoisonAsync),
        new("DropPoison", "POST", "api/v1/operations/poison/drop", RouteAccess.Administrator, DropPoisonAsync),
    ];

    private static Task<OperationsStatus> ReadAsync(OperationsReader operations, CancellationToken cancellationToken) =>
        operations.ReadAsync(cancellationToken);

    private static Task<IReadOnlyList<ParkedMessage>> ListPoisonAsync(PoisonQueue poison, CancellationToken cancellationToken) =>
        poison.ListAsync(cancellationToken);

    private static async Task<IResult> ReplayPoisonAsync(string? id, PoisonQueue poison, CancellationToken cancellationToken) =>
        Answer(id, await poison.ReplayAsync(id, cancellationToken));

    private static async Task<IResult> DropPoisonAsync(string? id, PoisonQueue poison, CancellationToken cancellationToken) =>
        Answer(id, await poison.DropAsync(id, cancellationToken));

    private static IResult Answer(string? id, int messages) => id is not null && messages == 0 ? Problems.NotFound() : Results.Ok(new { messages });
}
