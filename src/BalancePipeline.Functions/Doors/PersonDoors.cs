using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When a person follows a link of their mails. One function for each route, with its name and pattern; who may call is decided behind the door.</summary>
public sealed class PersonDoors(RouteTable routes)
{
    [Function(nameof(PersonLinkPage))]
    public Task<IResult> PersonLinkPage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "me")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonLinkPage), request);

    [Function(nameof(PersonLink))]
    public Task<IResult> PersonLink([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonLink), request);

    [Function(nameof(PersonPage))]
    public Task<IResult> PersonPage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "me/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonPage), request);

    [Function(nameof(PersonAddress))]
    public Task<IResult> PersonAddress([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me/{token}/addresses")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonAddress), request);

    [Function(nameof(PersonCorrection))]
    public Task<IResult> PersonCorrection([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me/{token}/corrections")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonCorrection), request);

    [Function(nameof(PersonErasePage))]
    public Task<IResult> PersonErasePage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "me/{token}/erase")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonErasePage), request);

    [Function(nameof(PersonErase))]
    public Task<IResult> PersonErase([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me/{token}/erase")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonErase), request);

    [Function(nameof(PersonExportCsv))]
    public Task<IResult> PersonExportCsv([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "me/{token}/export.csv")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonExportCsv), request);

    [Function(nameof(PersonExportJson))]
    public Task<IResult> PersonExportJson([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "me/{token}/export.json")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonExportJson), request);

    [Function(nameof(PersonPause))]
    public Task<IResult> PersonPause([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me/{token}/pause")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonPause), request);

    [Function(nameof(PersonResume))]
    public Task<IResult> PersonResume([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me/{token}/resume")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonResume), request);

    [Function(nameof(PersonSettings))]
    public Task<IResult> PersonSettings([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me/{token}/settings")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonSettings), request);

    [Function(nameof(PersonStop))]
    public Task<IResult> PersonStop([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "me/{token}/stop")] HttpRequest request) =>
        routes.AnswerAsync(nameof(PersonStop), request);

    [Function(nameof(UnsubscribePage))]
    public Task<IResult> UnsubscribePage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(UnsubscribePage), request);

    [Function(nameof(Unsubscribe))]
    public Task<IResult> Unsubscribe([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(Unsubscribe), request);
}
