using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When a leader reads insights. One function for each route, with its name and pattern; who may call is decided behind the door.</summary>
public sealed class InsightDoors(RouteTable routes)
{
    [Function(nameof(Dashboard))]
    public Task<IResult> Dashboard([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = Answers.Root)] HttpRequest request) =>
        routes.AnswerAsync(nameof(Dashboard), request);

    [Function(nameof(ListTeams))]
    public Task<IResult> ListTeams([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ListTeams), request);

    [Function(nameof(ReadTeam))]
    public Task<IResult> ReadTeam([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams/{id:long}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadTeam), request);

    [Function(nameof(ReadInsights))]
    public Task<IResult> ReadInsights([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams/{id:long}/insights")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadInsights), request);

    [Function(nameof(SiteStyleSheet))]
    public Task<IResult> SiteStyleSheet([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "assets/site.css")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SiteStyleSheet), request);

    [Function(nameof(SignInPage))]
    public Task<IResult> SignInPage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "sign-in")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignInPage), request);

    [Function(nameof(SignInWithToken))]
    public Task<IResult> SignInWithToken([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "sign-in")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignInWithToken), request);

    [Function(nameof(SignOut))]
    public Task<IResult> SignOut([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "sign-out")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignOut), request);
}
