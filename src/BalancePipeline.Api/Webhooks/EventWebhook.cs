using System.Text.Json;
using BalancePipeline.Api.Routing;
using BalancePipeline.Email;
using Microsoft.AspNetCore.Http;

namespace BalancePipeline.Api.Webhooks;

/// <summary>Where the mail system tells what became of our mails.</summary>
public static class EventWebhook
{
    internal static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new("ReceiveEvents", "POST", "api/v1/events/sendgrid", RouteAccess.Open, ReceiveAsync),
        new("ReceiveEventsBySecret", "POST", "api/v1/events/sendgrid/{secret}", RouteAccess.Open, ReceiveBySecretAsync),
    ];

    private static Task<IResult> ReceiveAsync(HttpRequest request, WebhookAccess access, MailEventIntake intake, CancellationToken cancellationToken) =>
        ReceiveBySecretAsync(null, request, access, intake, cancellationToken);

    private static async Task<IResult> ReceiveBySecretAsync(
        string? secret, HttpRequest request, WebhookAccess access, MailEventIntake intake, CancellationToken cancellationToken)
    {
        var post = await access.ReadEventsAsync(request, secret, cancellationToken);
        if (post.Refusal is { } refusal) return refusal.Answer;
        await using var body = post.Body!;
        if (body.Truncated) return Problems.Of(StatusCodes.Status413PayloadTooLarge, "Post fewer events at once.");
        try
        {
            using var events = await JsonDocument.ParseAsync(body.Content, cancellationToken: cancellationToken);
            if (events.RootElement.ValueKind is JsonValueKind.Array)
                return Results.Ok(new { taken = await intake.ReceiveAsync(SendGridEvents.Read(events.RootElement), cancellationToken) });
        }
        catch (JsonException)
        {
        }

        return Problems.BadRequest("Post a JSON array of events, as SendGrid's Event Webhook does.");
    }
}
