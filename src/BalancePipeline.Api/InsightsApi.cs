using System.Text.Json;
using BalancePipeline.Api.Routing;
using BalancePipeline.Insights;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>Released insights as JSON.</summary>
public static class InsightsApi
{
    private const int UsualWeeks = 12;
    private const int MostWeeks = 260;

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ListTeams", "GET", "api/v1/teams", RouteAccess.Leader, ListTeamsAsync),
        new("ReadTeam", "GET", "api/v1/teams/{id:long}", RouteAccess.Leader, ReadTeamAsync),
        new("ReadInsights", "GET", "api/v1/teams/{id:long}/insights", RouteAccess.Leader, ReadInsightsAsync),
    ];

    private static async Task<IResult> ListTeamsAsync(HttpContext context, InsightReader reader, CancellationToken cancellationToken)
    {
        var teams = await reader.TeamsAsync(context.Grant(), cancellationToken: cancellationToken);
        return Results.Ok(new { teams });
    }

    private static async Task<IResult> ReadTeamAsync(long id, HttpContext context, InsightReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.Grant(), id, cancellationToken) is { } team ? Results.Ok(team) : Problems.NotFound();

    private static async Task<IResult> ReadInsightsAsync(
        long id, int? weeks, HttpContext context, InsightReader reader, CancellationToken cancellationToken)
    {
        if (weeks is < 1 or > MostWeeks) return Problems.BadRequest($"Ask for 1 to {MostWeeks} weeks.");
        if (await reader.FindAsync(context.Grant(), id, cancellationToken) is not { } team) return Problems.NotFound();
        var insights = await reader.ReadAsync(id, weeks ?? UsualWeeks, cancellationToken);
        return Results.Bytes(Write(team, insights), "application/json");
    }

    // Releases are stored as they are served.
    private static byte[] Write(ReadableTeam team, IReadOnlyList<string> insights)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WritePropertyName("team");
            JsonSerializer.Serialize(json, team, JsonSerializerOptions.Web);
            json.WriteStartArray("insights");
            foreach (var insight in insights) json.WriteRawValue(insight, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
