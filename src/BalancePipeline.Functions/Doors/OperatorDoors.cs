using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When an operator or a machine asks how things are, or changes them. One function for each route, with its name and pattern; who may call is decided behind the door.</summary>
public sealed class OperatorDoors(RouteTable routes)
{
    [Function(nameof(Operations))]
    public Task<IResult> Operations([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/operations")] HttpRequest request) =>
        routes.AnswerAsync(nameof(Operations), request);

    [Function(nameof(ListPoison))]
    public Task<IResult> ListPoison([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/operations/poison")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ListPoison), request);

    [Function(nameof(DropPoison))]
    public Task<IResult> DropPoison([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/operations/poison/drop")] HttpRequest request) =>
        routes.AnswerAsync(nameof(DropPoison), request);

    [Function(nameof(ReplayPoison))]
    public Task<IResult> ReplayPoison([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/operations/poison/replay")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReplayPoison), request);

    [Function(nameof(ImportRoster))]
    public Task<IResult> ImportRoster([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/roster")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ImportRoster), request);

    [Function(nameof(HealthLive))]
    public Task<IResult> HealthLive([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "health/live")] HttpRequest request) =>
        routes.AnswerAsync(nameof(HealthLive), request);

    [Function(nameof(HealthReady))]
    public Task<IResult> HealthReady([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "health/ready")] HttpRequest request) =>
        routes.AnswerAsync(nameof(HealthReady), request);
}
