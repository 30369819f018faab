using System.Text;
using BalancePipeline.Api;
using BalancePipeline.Api.Routing;
using BalancePipeline.Functions.Doors;
using BalancePipeline.Functions.Tests.Builders;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BalancePipeline.Functions.Tests.Doors;

public sealed class HttpDoorTests
{
    [Fact]
    public void Every_route_of_the_embedded_host_is_a_function_of_the_same_name_method_and_pattern()
    {
        var routes = ApiRegistration.Routes.Select(route => $"{route.Name}: {route.Method} {(route.Pattern.Length == 0 ? Answers.Root : route.Pattern)}");
        var functions = FunctionDoor.Of("httpTrigger").Select(door =>
            $"{door.Name}: {string.Join(',', door.Trigger.GetProperty("methods").EnumerateArray())} {door["route"]}");

        Assert.Equal(routes.Order(StringComparer.Ordinal), functions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_function_asks_for_a_key_since_access_is_decided_behind_the_door() =>
        Assert.All(FunctionDoor.Of("httpTrigger"), door => Assert.Equal("Anonymous", door["authLevel"]));

    [Fact]
    public void No_route_collides_with_those_that_the_host_keeps_for_itself() =>
        Assert.All(ApiRegistration.Routes, route => Assert.False(
            route.Pattern.Split('/')[0] is "admin" or "runtime", $"{route.Pattern} is never called: the Functions host answers it."));

    [Fact]
    public void No_route_is_meant_for_the_machine_itself() =>
        Assert.All(ApiRegistration.Routes, route => Assert.NotEqual(RouteAccess.Local, route.Access));

    [Fact]
    public async Task A_request_is_answered_by_the_route_table_with_the_route_values_that_the_worker_bound()
    {
        using var app = FunctionApp.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var context = Request(scope.ServiceProvider, "GET", "/sign-in/abc");
        context.Request.RouteValues["code"] = "abc";

        var result = await scope.ServiceProvider.GetRequiredService<RouteTable>().AnswerAsync("SignInLinkPage", context.Request);
        await result.ExecuteAsync(context);

        Assert.Equal(200, context.Response.StatusCode);
        Assert.Contains("/sign-in/abc", Body(context), StringComparison.Ordinal);
        Assert.Equal("nosniff", context.Response.Headers.XContentTypeOptions);
    }

    [Fact]
    public async Task Every_door_asks_the_route_table_for_its_own_name()
    {
        using var app = FunctionApp.Build();
        foreach (var door in FunctionDoor.Of("httpTrigger"))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var asked = new List<string>();
            var routes = new RouteTable(
                ApiRegistration.Routes.Select(route => route with { Access = RouteAccess.Open, Handler = () => asked.Add(route.Name) }),
                app.Services.GetRequiredService<Doorway>(), app.Services);
            var type = typeof(FunctionHost).Assembly.GetType(door.EntryPoint[..door.EntryPoint.LastIndexOf('.')])!;
            var method = type.GetMethod(door.EntryPoint[(door.EntryPoint.LastIndexOf('.') + 1)..])!;
            var context = Request(scope.ServiceProvider, "GET", "/");

            await (Task<IResult>)method.Invoke(ActivatorUtilities.CreateInstance(scope.ServiceProvider, type, routes), [context.Request])!;

            Assert.Equal([door.Name], asked);
        }
    }

    private static DefaultHttpContext Request(IServiceProvider services, string method, string path)
    {
        var context = new DefaultHttpContext { RequestServices = services };
        context.Request.Method = method;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("balance.example.org");
        context.Request.Path = path;
        context.Response.Body = new MemoryStream();
        return context;
    }

    private static string Body(DefaultHttpContext context) => Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
}
