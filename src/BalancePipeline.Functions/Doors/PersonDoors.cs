using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When a person follows a link of their mails. One function for each route, with its name and pattern; who may call is decided behind the door.</summary>
public sealed class PersonDoors(RouteTable routes)
{
    [Function(nameof(PersonPage))]
    public Task<IResult> PersonPage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "me/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonPage), request);

    [Function(nameof(UnsubscribePage))]
    public Task<IResult> UnsubscribePage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(UnsubscribePage), request);

    [Function(nameof(Unsubscribe))]
    public Task<IResult> Unsubscribe([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(Unsubscribe), request);
}
