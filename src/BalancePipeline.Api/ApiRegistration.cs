using BalancePipeline.Api.PersonPages;
using BalancePipeline.Api.Routing;
using BalancePipeline.Api.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Api;

/// <summary>Registers endpoints and pages.</summary>
public static class ApiRegistration
{
    /// <summary>The endpoints of every host.</summary>
    public static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        .. InboundWebhook.Routes,
        .. EventWebhook.Routes,
        .. PersonPage.Routes,
        .. RosterApi.Routes,
        .. OperationsApi.Routes,
        .. InsightsApi.Routes,
        .. OpenApi.Routes,
        .. AuditApi.Routes,
        .. DashboardPage.Routes,
        .. SignInPage.Routes,
        .. DigestPage.Routes,
        .. HealthApi.Routes,
        .. SiteAssets.Routes,
    ];

    /// <summary>Adds the endpoints, and those that only this host has.</summary>
    public static IServiceCollection AddBalanceApi(this IServiceCollection services, params IEnumerable<ApiRoute> hostRoutes)
    {
        services.AddRazorComponents();
        services.AddOptions<RequestLimitOptions>().BindConfiguration(RequestLimitOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<RequestLimitOptions>>((headers, limit) => headers.ForwardLimit = limit.Value.Proxies);
        services.AddSingleton<RequestLimit>();
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.SectionName).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WebhookAccess>();
        services.AddSingleton<PersonAccess>();
        services.AddSingleton<PersonReader>();
        services.AddSingleton<Doorway>();
        services.AddSingleton(provider => new RouteTable([.. Routes, .. hostRoutes], provider.GetRequiredService<Doorway>(), provider));
        return services;
    }
}
