using System.Globalization;
using System.Text.Json;
using BalancePipeline.Access;
using BalancePipeline.Api.Routing;
using BalancePipeline.Insights;
using BalancePipeline.Insights.Advice;
using BalancePipeline.Scoring;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>Released insights as JSON and CSV. Nothing but releases is read here.</summary>
public static class InsightsApi
{
    private const int MostTeams = 500;

    private static readonly ReadableTeam Everybody = new(0, null, "");

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ListTeams", "GET", "api/v1/teams", RouteAccess.Leader, ListTeamsAsync),
        new("ReadTeam", "GET", "api/v1/teams/{id}", RouteAccess.Leader, ReadTeamAsync),
        new("ReadInsights", "GET", "api/v1/teams/{id}/insights", RouteAccess.Leader, ReadInsightsAsync),
        new("ReadInsightsCsv", "GET", "api/v1/teams/{id}/insights.csv", RouteAccess.Leader, ReadInsightsCsvAsync),
        new("ReadLatestInsight", "GET", "api/v1/teams/{id}/insights/latest", RouteAccess.Leader, ReadLatestAsync),
        new("ReadFollowUps", "GET", "api/v1/teams/{id}/follow-ups", RouteAccess.Leader, ReadFollowUpsAsync),
        new("TakeUp", "POST", "api/v1/teams/{id}/follow-ups", RouteAccess.Leader, TakeUpAsync),
        new("ReadOrganization", "GET", "api/v1/organization/insights", RouteAccess.Administrator, ReadOrganizationAsync),
        new("ReadOrganizationCsv", "GET", "api/v1/organization/insights.csv", RouteAccess.Administrator, ReadOrganizationCsvAsync),
        new("ListPractices", "GET", "api/v1/practices", RouteAccess.Leader, ListPractices),
    ];

    private static async Task<IResult> ListTeamsAsync(
        string? after, int? limit, HttpContext context, InsightReader reader, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostTeams) return Problems.BadRequest($"'limit' must be from 1 to {MostTeams}.");
        var size = limit ?? MostTeams;
        var teams = await reader.TeamsAsync(context.Grant(), after, size + 1, cancellationToken);
        var page = teams.Take(size).ToList();
        return Results.Ok(new { teams = page, next = teams.Count > size ? $"/api/v1/teams?limit={size}&after={Uri.EscapeDataString(page[^1].Path)}" : null });
    }

    private static async Task<IResult> ReadTeamAsync(TeamId id, HttpContext context, InsightReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.Grant(), id, cancellationToken) is { } team ? Results.Ok(team) : Problems.NotFound();

    private static async Task<IResult> ReadInsightsAsync(
        TeamId id, int? weeks, string? before, int? edition, HttpContext context, InsightReader reader, AuditLog audit, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.Grant(), id, cancellationToken) is { } team
            ? await ReadAsync(team, weeks, before, edition, WantsCsv(context.Request), context, reader, audit, cancellationToken)
            : Problems.NotFound();

    private static async Task<IResult> ReadInsightsCsvAsync(
        TeamId id, int? weeks, string? before, int? edition, HttpContext context, InsightReader reader, AuditLog audit, CancellationToken cancellationToken) =>
        await reader.FindAsync(context.Grant(), id, cancellationToken) is { } team
            ? await ReadAsync(team, weeks, before, edition, true, context, reader, audit, cancellationToken)
            : Problems.NotFound();

    private static Task<IResult> ReadOrganizationAsync(
        int? weeks, string? before, int? edition, HttpContext context, InsightReader reader, AuditLog audit, CancellationToken cancellationToken) =>
        ReadAsync(Everybody, weeks, before, edition, WantsCsv(context.Request), context, reader, audit, cancellationToken);

    private static Task<IResult> ReadOrganizationCsvAsync(
        int? weeks, string? before, int? edition, HttpContext context, InsightReader reader, AuditLog audit, CancellationToken cancellationToken) =>
        ReadAsync(Everybody, weeks, before, edition, true, context, reader, audit, cancellationToken);

    private static async Task<IResult> ReadLatestAsync(
        TeamId id, HttpContext context, InsightReader reader, AuditLog audit, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(context.Grant(), id, cancellationToken) is null) return Problems.NotFound();
        await audit.NoteAsync(context.Grant().Name, "read insights", id, cancellationToken);
        return await reader.ReadAsync(id, new WeekRange(1), cancellationToken) is [var insight]
            ? Responses.Kept(context, System.Text.Encoding.UTF8.GetBytes(insight), "application/json")
            : Problems.NotFound();
    }

    private static async Task<IResult> ReadFollowUpsAsync(
        TeamId id, HttpContext context, InsightReader reader, FollowUps followUps, AuditLog audit, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(context.Grant(), id, cancellationToken) is null) return Problems.NotFound();
        await audit.NoteAsync(context.Grant().Name, "read follow-ups", id, cancellationToken);
        return Results.Ok(new { followUps = await followUps.ReadAsync(id, cancellationToken) });
    }

    private static async Task<IResult> TakeUpAsync(
        TeamId id, string? week, HttpContext context, InsightReader reader, FollowUps followUps, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!IsoWeek.TryParse(week, out var monday)) return Problems.BadRequest("'week' must be an ISO week such as 2026-W47.");
        if (await reader.FindAsync(context.Grant(), id, cancellationToken) is null || !await followUps.TakeUpAsync(id, monday, cancellationToken))
            return Problems.NotFound();
        await audit.NoteAsync(context.Grant().Name, "took up a recommendation", id, cancellationToken);
        return Results.NoContent();
    }

    private static IResult ListPractices() => Results.Ok(new { practices = Framework.Practices, risks = Framework.Risks, gains = Framework.Gains });

    private static async Task<IResult> ReadAsync(
        ReadableTeam team, int? weeks, string? before, int? edition, bool csv, HttpContext context, InsightReader reader, AuditLog audit, CancellationToken cancellationToken)
    {
        if (weeks is < 1 or > WeekRange.Most) return Problems.BadRequest($"'weeks' must be from 1 to {WeekRange.Most}.");
        if (edition is < 1) return Problems.BadRequest("'edition' must be at least 1.");
        DateOnly? monday = null;
        if (before is not null)
        {
            if (!IsoWeek.TryParse(before, out var parsed)) return Problems.BadRequest("'before' must be an ISO week such as 2026-W47.");
            monday = parsed;
        }

        var range = new WeekRange(weeks ?? WeekRange.Usual, monday, edition);

        // One more than asked for tells whether there are earlier ones.
        var found = await reader.ReadAsync(team.Id, range with { Weeks = range.Weeks + 1 }, cancellationToken);
        var insights = found.TakeLast(range.Weeks).ToList();
        await audit.NoteAsync(context.Grant().Name, "read insights", team.Id, cancellationToken);
        return csv
            ? Responses.Kept(context, InsightsCsv.Write(team, insights.Select(Insight.Parse)), "text/csv; charset=utf-8")
            : Responses.Kept(context, Write(team, insights, found.Count > insights.Count ? Earlier(context.Request, insights[0], range) : null), "application/json");
    }

    // Releases are stored as they are served.
    private static byte[] Write(ReadableTeam team, List<string> insights, string? earlier)
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
            json.WriteString("earlier", earlier);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    /// <summary>Where the weeks before these are.</summary>
    private static string Earlier(HttpRequest request, string oldest, WeekRange range)
    {
        var edition = range.Edition is { } number ? string.Create(CultureInfo.InvariantCulture, $"&edition={number}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{request.Path}?weeks={range.Weeks}&before={Insight.Parse(oldest).Week}{edition}");
    }

    private static bool WantsCsv(HttpRequest request) => request.GetTypedHeaders().Accept is { Count: > 0 } accepted
        && accepted.MaxBy(type => type.Quality ?? 1)?.MediaType == "text/csv";
}
