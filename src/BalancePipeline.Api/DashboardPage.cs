using BalancePipeline.Access;
using BalancePipeline.Api.Pages.Insights;
using BalancePipeline.Api.Routing;
using BalancePipeline.Insights;
using BalancePipeline.Insights.Advice;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BalancePipeline.Api;

/// <summary>What leaders come for: how their team is doing.</summary>
public static class DashboardPage
{
    private const int MostWeeks = 52;

    private static readonly ReadableTeam Everybody = new(0, null, "Whole organisation");

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("Dashboard", "GET", "", RouteAccess.Leader, ShowAsync),
        new("DashboardTakeUp", "POST", "follow-ups", RouteAccess.Leader, TakeUpAsync),
    ];

    private static async Task<IResult> ShowAsync(
        long? team, int? weeks, HttpContext context, InsightReader reader, FollowUps followUps, AuditLog audit, CancellationToken cancellationToken)
    {
        var grant = context.Grant();
        var readable = await reader.TeamsAsync(grant, cancellationToken: cancellationToken);
        IReadOnlyList<ReadableTeam> teams = grant.Role is AccessRole.Administrator ? [Everybody, .. readable] : readable;
        var shown = team is { } id ? teams.FirstOrDefault(row => row.Id == id) : readable is [var first, ..] ? first : null;
        if (shown is null && team is not null) return NotFound();

        var range = new WeekRange(Math.Clamp(weeks ?? WeekRange.Usual, 1, MostWeeks));
        if (shown is not null) await audit.NoteAsync(grant.Name, "read insights", shown.Id, cancellationToken);
        return new RazorComponentResult<Dashboard>(new
        {
            View = new DashboardView(
                teams,
                shown,
                range.Weeks,
                shown is null ? [] : [.. (await reader.ReadAsync(shown.Id, range, cancellationToken)).Select(Insight.Parse)],
                shown is null ? [] : await followUps.ReadAsync(shown.Id, cancellationToken)),
        });
    }

    private static async Task<IResult> TakeUpAsync(
        [FromForm] long team, [FromForm] string? week, HttpContext context, InsightReader reader, FollowUps followUps, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!IsoWeek.TryParse(week, out var monday)
            || await reader.FindAsync(context.Grant(), team, cancellationToken) is null
            || !await followUps.TakeUpAsync(team, monday, cancellationToken))
            return NotFound();
        await audit.NoteAsync(context.Grant().Name, "took up a recommendation", team, cancellationToken);
        return Results.Redirect($"/?team={team}#advice");
    }

    private static RazorComponentResult<Pages.Message> NotFound() => new(new
    {
        Title = "Nothing here",
        Text = "There is no such team, or none that you may see.",
    })
    {
        StatusCode = StatusCodes.Status404NotFound,
    };
}
