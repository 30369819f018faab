using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>
/// When a request arrives: one function for each route of <see cref="Api.ApiRegistration.Routes"/>, with the same name and pattern.
/// Who may call is decided behind the door, as in every host.
/// </summary>
public sealed class HttpDoors(RouteTable routes)
{
    /// <summary>The site's root. The host takes an empty route for a missing one, and puts the function's name in its place.</summary>
    public const string Root = "{nothing:maxlength(0)?}";

    [Function(nameof(ReceiveReply))]
    public Task<IResult> ReceiveReply([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/inbound/sendgrid")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReceiveReply), request);

    [Function(nameof(PersonPage))]
    public Task<IResult> PersonPage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "me/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonPage), request);

    [Function(nameof(UnsubscribePage))]
    public Task<IResult> UnsubscribePage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(UnsubscribePage), request);

    [Function(nameof(Unsubscribe))]
    public Task<IResult> Unsubscribe([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(Unsubscribe), request);

    [Function(nameof(SiteStyleSheet))]
    public Task<IResult> SiteStyleSheet([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "assets/site.css")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SiteStyleSheet), request);

    [Function(nameof(HealthLive))]
    public Task<IResult> HealthLive([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "health/live")] HttpRequest request) =>
        routes.AnswerAsync(nameof(HealthLive), request);

    [Function(nameof(HealthReady))]
    public Task<IResult> HealthReady([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "health/ready")] HttpRequest request) =>
        routes.AnswerAsync(nameof(HealthReady), request);
}
