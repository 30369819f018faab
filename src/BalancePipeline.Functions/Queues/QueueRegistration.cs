using Azure.Core;
using Azure.Storage.Queues;
using BalancePipeline.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BalancePipeline.Functions.Queues;

/// <summary>Registers Azure's queues.</summary>
public static class QueueRegistration
{
    /// <summary>Adds the queues and their settings.</summary>
    public static IServiceCollection AddStorageQueues(this IServiceCollection services)
    {
        services.AddOptions<StorageQueueOptions>().BindConfiguration(StorageQueueOptions.Connection)
            .Configure<IConfiguration>((options, settings) => options.ConnectionString ??= settings[StorageQueueOptions.Connection])
            .Validate(
                options => options.QueueServiceUri is { IsAbsoluteUri: true, Scheme: "https" } || !string.IsNullOrEmpty(options.ConnectionString),
                "Queues:QueueServiceUri is missing or no https address; give 'https://ACCOUNT.queue.core.windows.net', or for development Queues='UseDevelopmentStorage=true'.")
            .ValidateOnStart();
        services.AddSingleton(Account);
        services.AddSingleton<StorageQueue>();
        services.AddSingleton<EmbeddedQueue>();
        services.AddSingleton<IMessageQueue, AzureQueue>();
        services.AddSingleton<ParkedMessages>();
        services.AddSingleton<QueueHandover>();
        return services;
    }

    private static QueueServiceClient Account(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageQueueOptions>>().Value;
        return options.QueueServiceUri is { } uri
            ? new QueueServiceClient(uri, services.GetRequiredService<TokenCredential>(), StorageQueue.ClientOptions)
            : new QueueServiceClient(options.ConnectionString, StorageQueue.ClientOptions);
    }
}
