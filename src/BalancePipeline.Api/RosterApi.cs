using BalancePipeline.Api.Routing;
using BalancePipeline.Participants;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BalancePipeline.Api;

/// <summary>Where an administrator brings the roster up to date.</summary>
public static class RosterApi
{
    // About half a million rows.
    private const long MaximumBytes = 64 * 1024 * 1024;

    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ImportRoster", "POST", "api/v1/roster", RouteAccess.Administrator, ImportAsync),
    ];

    /// <summary>Imports the CSV of the body. Answers 200 with the report when it was applied, or would be; 422 with the bad rows otherwise.</summary>
    private static async Task<IResult> ImportAsync(
        HttpRequest request, RosterImport import, CancellationToken cancellationToken, bool dryRun = false, bool skipBad = false, bool deactivateMissing = false)
    {
        // Servers refuse at less by themselves.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = null;
        if (request.ContentLength > MaximumBytes) throw LimitedStream.TooLarge(MaximumBytes);
        try
        {
            using var roster = RosterFile.Open(new LimitedStream(request.Body, MaximumBytes));
            var how = new RosterImportHow(dryRun, skipBad, deactivateMissing);
            var report = await import.ImportAsync(roster, how, progress: null, cancellationToken);
            return report.Refused ? Refuse(report, how) : Results.Ok(report);
        }
        catch (RosterException refusal)
        {
            return Problems.BadRequest(refusal.Message);
        }
    }

    private static IResult Refuse(RosterReport report, RosterImportHow how) => Results.Problem(
        detail: $"{report.BadRows.Count} of {report.Rows} rows can't be imported, so nothing {(how.DryRun ? "would be" : "was")} changed. "
            + (how.DeactivateMissing ? "Put them right: nobody is deactivated by a file that can't be read in full." : "Put them right, or add '?skipBad=true' to import the others."),
        statusCode: StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?> { ["badRows"] = report.BadRows });
}
