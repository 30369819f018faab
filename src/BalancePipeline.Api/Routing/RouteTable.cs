using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace BalancePipeline.Api.Routing;

/// <summary>All endpoints of a host, each behind the same doorway. Whatever host calls them, they behave alike.</summary>
public sealed class RouteTable
{
    private readonly Dictionary<string, RequestDelegate> _delegates;

    /// <summary>Prepares the endpoints.</summary>
    public RouteTable(IEnumerable<ApiRoute> routes, Doorway doorway, IServiceProvider services)
    {
        Routes = [.. routes];
        _delegates = Routes.ToDictionary(route => route.Name, route => doorway.Guard(route, Compile(route, services)));
    }

    /// <summary>The endpoints.</summary>
    public IReadOnlyList<ApiRoute> Routes { get; }

    /// <summary>Answers a request whose route values are already bound.</summary>
    /// <exception cref="KeyNotFoundException">There is no endpoint of that name.</exception>
    public Task InvokeAsync(string name, HttpContext context) => _delegates[name](context);

    /// <summary>Maps all endpoints into an application.</summary>
    public void Map(IEndpointRouteBuilder app)
    {
        foreach (var route in Routes) app.MapMethods(route.Pattern, [route.Method], _delegates[route.Name]).WithName(route.Name);
    }

    private static RequestDelegate Compile(ApiRoute route, IServiceProvider services) => RequestDelegateFactory.Create(
        route.Handler,
        new RequestDelegateFactoryOptions
        {
            ServiceProvider = services,
            RouteParameterNames = RoutePatternFactory.Parse(route.Pattern).Parameters.Select(parameter => parameter.Name),
            ThrowOnBadRequest = true,
        }).RequestDelegate;
}
