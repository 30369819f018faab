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

    [Function(nameof(ReadAudit))]
    public Task<IResult> ReadAudit([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/audit")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadAudit), request);

    [Function(nameof(OpenApi))]
    public Task<IResult> OpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/openapi.json")] HttpRequest request) =>
        routes.AnswerAsync(nameof(OpenApi), request);

    [Function(nameof(ReadOrganization))]
    public Task<IResult> ReadOrganization([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/organization/insights")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadOrganization), request);

    [Function(nameof(ReadOrganizationCsv))]
    public Task<IResult> ReadOrganizationCsv([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/organization/insights.csv")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadOrganizationCsv), request);

    [Function(nameof(ListPractices))]
    public Task<IResult> ListPractices([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/practices")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ListPractices), request);

    [Function(nameof(ListTeams))]
    public Task<IResult> ListTeams([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ListTeams), request);

    [Function(nameof(ReadTeam))]
    public Task<IResult> ReadTeam([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams/{id}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadTeam), request);

    [Function(nameof(ReadFollowUps))]
    public Task<IResult> ReadFollowUps([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams/{id}/follow-ups")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadFollowUps), request);

    [Function(nameof(TakeUp))]
    public Task<IResult> TakeUp([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "api/v1/teams/{id}/follow-ups")] HttpRequest request) =>
        routes.AnswerAsync(nameof(TakeUp), request);

    [Function(nameof(ReadInsights))]
    public Task<IResult> ReadInsights([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams/{id}/insights")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadInsights), request);

    [Function(nameof(ReadInsightsCsv))]
    public Task<IResult> ReadInsightsCsv([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams/{id}/insights.csv")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadInsightsCsv), request);

    [Function(nameof(ReadLatestInsight))]
    public Task<IResult> ReadLatestInsight([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "api/v1/teams/{id}/insights/latest")] HttpRequest request) =>
        routes.AnswerAsync(nameof(ReadLatestInsight), request);

    [Function(nameof(SiteStyleSheet))]
    public Task<IResult> SiteStyleSheet([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "assets/site.css")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SiteStyleSheet), request);

    [Function(nameof(DigestUnsubscribePage))]
    public Task<IResult> DigestUnsubscribePage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "digest/unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(DigestUnsubscribePage), request);

    [Function(nameof(DigestUnsubscribe))]
    public Task<IResult> DigestUnsubscribe([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "digest/unsubscribe/{token}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(DigestUnsubscribe), request);

    [Function(nameof(DashboardTakeUp))]
    public Task<IResult> DashboardTakeUp([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "follow-ups")] HttpRequest request) =>
        routes.AnswerAsync(nameof(DashboardTakeUp), request);
}
