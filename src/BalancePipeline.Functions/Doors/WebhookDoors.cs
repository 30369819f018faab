using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When a mail system posts mail or events. One function for each route, with its name and pattern; who may call is decided behind the door.</summary>
public sealed class WebhookDoors(RouteTable routes)
{
    [Function(nameof(ReceiveEvents))]
    public Task<IResult> ReceiveEvents([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/events/sendgrid")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReceiveEvents), request);

    [Function(nameof(ReceiveEventsBySecret))]
    public Task<IResult> ReceiveEventsBySecret([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/events/sendgrid/{secret}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReceiveEventsBySecret), request);

    [Function(nameof(ReceiveReply))]
    public Task<IResult> ReceiveReply([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/inbound/sendgrid")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReceiveReply), request);

    [Function(nameof(ReceiveReplyBySecret))]
    public Task<IResult> ReceiveReplyBySecret([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/inbound/sendgrid/{secret}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReceiveReplyBySecret), request);
}
