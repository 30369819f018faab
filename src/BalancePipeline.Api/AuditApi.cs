using BalancePipeline.Access;
using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>Who read which team, for those who run the product.</summary>
public static class AuditApi
{
    private const int Most = 1000;

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ReadAudit", "GET", "api/v1/audit", RouteAccess.Administrator, ReadAsync),
    ];

    private static async Task<IResult> ReadAsync(long? before, int? limit, AuditLog audit, CancellationToken cancellationToken) =>
        limit is < 1 or > Most
            ? Problems.BadRequest($"'limit' must be from 1 to {Most}.")
            : Results.Ok(new { entries = await audit.ReadAsync(before, limit ?? 100, cancellationToken) });
}
