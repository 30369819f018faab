using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BalancePipeline.Functions.Tests.Builders;

/// <summary>The function app as Program.cs builds it, with settings that are complete unless a test changes them.</summary>
internal static class FunctionApp
{
    internal static IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["Storage:ConnectionString"] = "Host=127.0.0.1;Port=1;Database=balance;Username=nobody;Timeout=2",
        ["Tokens:Keys:0"] = Convert.ToBase64String(new byte[32]),
        ["Mail:FromAddress"] = "balance@example.org",
        ["Mail:InboundDomain"] = "reply.example.org",
        ["Mail:PublicUrl"] = "https://balance.example.org",
        ["Queues:QueueServiceUri"] = "https://127.0.0.1:1/account",
        ["Queues:BlobServiceUri"] = "https://127.0.0.1:1/account",
        ["Webhooks:Secret"] = "only-SendGrid-knows-this",
        ["SendGrid:ApiKey"] = "SG.test",

        // What the host passes to the worker on its command line; nobody listens there.
        ["Functions:Worker:HostEndpoint"] = "http://127.0.0.1:1",
        ["Functions:Worker:WorkerId"] = "test",
        ["Functions:Worker:RequestId"] = "test",
        ["Functions:Worker:GrpcMaxMessageLength"] = "2147483647",
    };

    internal static IHost Build(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.AddInMemoryCollection(Settings);
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }));
        FunctionHost.Configure(builder);
        configure?.Invoke(builder.Services);
        return builder.Build();
    }
}
