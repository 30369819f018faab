using BalancePipeline.Api.Routing;
using BalancePipeline.Replies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Api.Webhooks;

/// <summary>Where the mail system posts inbound mail.</summary>
public static partial class InboundWebhook
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ReceiveReply", "POST", "api/v1/inbound/sendgrid", RouteAccess.Open, ReceiveAsync),
        new("ReceiveReplyBySecret", "POST", "api/v1/inbound/sendgrid/{secret}", RouteAccess.Open, ReceiveBySecretAsync),
    ];

    private static Task<IResult> ReceiveAsync(
        HttpRequest request, WebhookAccess access, ReplyIntake intake, ILoggerFactory loggers, CancellationToken cancellationToken) =>
        ReceiveBySecretAsync(null, request, access, intake, loggers, cancellationToken);

    /// <summary>
    /// Takes the form of SendGrid's Inbound Parse. Answers 200 for every mail that is stored, accepted or not, since a mail system
    /// posts again whatever it is refused.
    /// </summary>
    private static async Task<IResult> ReceiveBySecretAsync(
        string? secret, HttpRequest request, WebhookAccess access, ReplyIntake intake, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var post = await access.ReadMailAsync(request, secret, cancellationToken);

        // SendGrid drops a mail that is answered 4xx, and posts it again for three days after 5xx: time to mend a wrong key.
        if (post.Refusal is { } refusal)
            return Refuse(refusal.Reason, Problems.Of(StatusCodes.Status503ServiceUnavailable, "The post could not be taken. Try again later."), loggers);
        await using var body = post.Body!;
        if (await InboundFormReader.ReadAsync(request.ContentType, body.Content, body.Truncated, cancellationToken) is not { } form)
        {
            return Refuse("form", Problems.BadRequest(
                "Post a mail as multipart/form-data with the fields of SendGrid's Inbound Parse (headers, text, html, from, to, envelope; or email)."), loggers);
        }

        var result = await intake.ReceiveAsync(form, cancellationToken);
        return Results.Ok(new
        {
            accepted = result.ReplyId is not null,
            rejection = result.Rejection?.ToString(),
            command = result.Command?.ToString(),
        });
    }

    /// <summary>Lets the operator know: what somebody wrote may be in the post.</summary>
    private static IResult Refuse(string reason, IResult answer, ILoggerFactory loggers)
    {
        Telemetry.Refused(reason);
        LogRefused(loggers.CreateLogger("BalancePipeline.Api.Webhooks.InboundWebhook"), reason);
        return answer;
    }

    [LoggerMessage(LogLevel.Warning, "A post of inbound mail was refused: its {Reason} is wrong")]
    private static partial void LogRefused(ILogger logger, string reason);
}
