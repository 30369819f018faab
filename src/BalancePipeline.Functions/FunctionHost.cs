using Azure.Core;
using Azure.Identity;
using BalancePipeline.Api;
using BalancePipeline.Functions.Email;
using BalancePipeline.Functions.Hosting;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BalancePipeline.Functions;

/// <summary>The story behind the doors of Azure: the registrations of the embedded host, with Azure's queues and SendGrid as its ports.</summary>
public static class FunctionHost
{
    /// <summary>Registers everything that the functions need.</summary>
    public static void Configure(FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureFunctionsWebApplication();
        var identity = Identity();
        builder.Services.AddSingleton(identity);
        builder.Services.AddBalancePipeline();
        builder.Services.AddRequiredSettings();
        builder.Services.AddEntraSignIn();
        builder.Services.AddStorageQueues();
        builder.Services.AddSendGrid();
        builder.Services.AddBalanceApi();
        builder.Services.Configure<ForwardedHeadersOptions>(TrustProxies);
        builder.Services.AddFunctionTelemetry(builder.Configuration, identity);
        builder.Logging.AddStoryOnly();
        builder.Services.AddHostedService<SchemaAtStart>();
        if (builder.Environment.IsDevelopment()) builder.Services.AddHostedService<QueuesAtStart>();
    }

    // Nobody but the Functions host reaches this process, and it passes on what Azure's proxies say of the caller. Their addresses change.
    private static void TrustProxies(ForwardedHeadersOptions headers)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.KnownIPNetworks.Clear();
        headers.KnownProxies.Clear();
    }

    // In Azure the identity is named; a developer is whoever signed in to the Azure CLI or an editor.
    private static TokenCredential Identity() => Environment.GetEnvironmentVariable("AZURE_CLIENT_ID") is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
