using BalancePipeline.Api.Routing;
using BalancePipeline.Replies;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api;

/// <summary>Where the mail system posts inbound mail.</summary>
public static class InboundWebhook
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ReceiveReply", "POST", "api/v1/inbound/sendgrid", RouteAccess.Open, ReceiveAsync),
    ];

    /// <summary>
    /// Takes the form of SendGrid's Inbound Parse. Answers 200 for every mail that is stored, accepted or not, since a mail system
    /// posts again whatever it is refused.
    /// </summary>
    private static async Task<IResult> ReceiveAsync(HttpRequest request, ReplyIntake intake, CancellationToken cancellationToken)
    {
        if (await InboundFormReader.ReadAsync(request.ContentType, request.Body, cancellationToken) is not { } form)
            return Problems.BadRequest("Post a mail as multipart/form-data with the fields of SendGrid's Inbound Parse (headers, text, html, from, to, envelope).");

        var result = await intake.ReceiveAsync(form, cancellationToken);
        return Results.Ok(new { accepted = result.Rejection is null, rejection = result.Rejection?.ToString() });
    }
}
