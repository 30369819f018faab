using BalancePipeline.Api.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BalancePipeline.Functions.Doors;

/// <summary>When somebody signs in or out. One function for each route, with its name and pattern; who may call is decided behind the door.</summary>
public sealed class SignInDoors(RouteTable routes)
{
    [Function(nameof(SignInPage))]
    public Task<IResult> SignInPage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "sign-in")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignInPage), request);

    [Function(nameof(SignInWithToken))]
    public Task<IResult> SignInWithToken([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "sign-in")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignInWithToken), request);

    [Function(nameof(SignInByMail))]
    public Task<IResult> SignInByMail([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "sign-in/mail")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignInByMail), request);

    [Function(nameof(SignInLinkPage))]
    public Task<IResult> SignInLinkPage([HttpTrigger(AuthorizationLevel.Anonymous, "GET", Route = "sign-in/{code}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignInLinkPage), request);

    [Function(nameof(SignInWithLink))]
    public Task<IResult> SignInWithLink([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "sign-in/{code}")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignInWithLink), request);

    [Function(nameof(SignOut))]
    public Task<IResult> SignOut([HttpTrigger(AuthorizationLevel.Anonymous, "POST", Route = "sign-out")] HttpRequest request) =>
        routes.AnswerAsync(nameof(SignOut), request);
}
