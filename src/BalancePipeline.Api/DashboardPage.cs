using BalancePipeline.Api.Pages.Insights;
using BalancePipeline.Api.Routing;
using BalancePipeline.Insights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BalancePipeline.Api;

/// <summary>What leaders come for: how their team is doing.</summary>
public static class DashboardPage
{
    private const int UsualWeeks = 12;

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("Dashboard", "GET", "", RouteAccess.Leader, ShowAsync),
    ];

    private static async Task<IResult> ShowAsync(
        long? team, int? weeks, HttpContext context, InsightReader reader, CancellationToken cancellationToken)
    {
        var teams = await reader.TeamsAsync(context.Grant(), cancellationToken: cancellationToken);
        var shown = team is { } id ? teams.FirstOrDefault(row => row.Id == id) : teams is [var first, ..] ? first : null;
        if (shown is null && team is not null) return Problems.NotFound();
        IReadOnlyList<string> insights = shown is null
            ? []
            : await reader.ReadAsync(shown.Id, new WeekRange(Math.Clamp(weeks ?? WeekRange.Usual, 1, 104)), cancellationToken);
        return new RazorComponentResult<Dashboard>(new { Teams = teams, Team = shown, Insights = insights.Select(Insight.Parse).ToList() });
    }
}
