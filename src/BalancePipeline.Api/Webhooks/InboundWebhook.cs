using BalancePipeline.Api.Routing;
using BalancePipeline.Replies;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api.Webhooks;

/// <summary>Where the mail system posts inbound mail.</summary>
public static class InboundWebhook
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ReceiveReply", "POST", "api/v1/inbound/sendgrid", RouteAccess.Open, ReceiveAsync),
        new("ReceiveReplyBySecret", "POST", "api/v1/inbound/sendgrid/{secret}", RouteAccess.Open, ReceiveBySecretAsync),
    ];

    private static Task<IResult> ReceiveAsync(HttpRequest request, WebhookAccess access, ReplyIntake intake, CancellationToken cancellationToken) =>
        ReceiveBySecretAsync(null, request, access, intake, cancellationToken);

    /// <summary>
    /// Takes the form of SendGrid's Inbound Parse. Answers 200 for every mail that is stored, accepted or not, since a mail system
    /// posts again whatever it is refused.
    /// </summary>
    private static async Task<IResult> ReceiveBySecretAsync(
        string? secret, HttpRequest request, WebhookAccess access, ReplyIntake intake, CancellationToken cancellationToken)
    {
        var post = await access.ReadMailAsync(request, secret, cancellationToken);
        if (post.Refusal is not null) return post.Refusal;
        await using var body = post.Body!;
        if (await InboundFormReader.ReadAsync(request.ContentType, body.Content, body.Truncated, cancellationToken) is not { } form)
            return Problems.BadRequest("Post a mail as multipart/form-data with the fields of SendGrid's Inbound Parse (headers, text, html, from, to, envelope; or email).");

        var result = await intake.ReceiveAsync(form, cancellationToken);
        return Results.Ok(new
        {
            accepted = result.ReplyId is not null,
            rejection = result.Rejection?.ToString(),
            command = result.Command?.ToString(),
        });
    }
}
