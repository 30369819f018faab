using Azure.Core;
using Azure.Storage.Blobs;
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
                options => IsHttps(options.QueueServiceUri) || !string.IsNullOrEmpty(options.ConnectionString),
                "Queues:QueueServiceUri is missing or no https address; give 'https://ACCOUNT.queue.core.windows.net', or for development Queues='UseDevelopmentStorage=true'.")
            .Validate(
                options => IsHttps(options.BlobServiceUri) || !string.IsNullOrEmpty(options.ConnectionString),
                "Queues:BlobServiceUri is missing or no https address; give 'https://ACCOUNT.blob.core.windows.net', or for development Queues='UseDevelopmentStorage=true'.")
            .ValidateOnStart();
        services.AddSingleton(Queues);
        services.AddSingleton(Blobs);
        services.AddSingleton<Claims>();
        services.AddSingleton<StorageQueue>();
        services.AddSingleton<EmbeddedQueue>();
        services.AddSingleton<IMessageQueue, AzureQueue>();
        services.AddSingleton<ParkedMessages>();
        services.AddSingleton<QueueHandover>();
        return services;
    }

    private static bool IsHttps(Uri? uri) => uri is { IsAbsoluteUri: true, Scheme: "https" };

    private static BlobServiceClient Blobs(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageQueueOptions>>().Value;
        return options.BlobServiceUri is { } uri
            ? new BlobServiceClient(uri, services.GetRequiredService<TokenCredential>())
            : new BlobServiceClient(options.ConnectionString);
    }

    private static QueueServiceClient Queues(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StorageQueueOptions>>().Value;
        return options.QueueServiceUri is { } uri
            ? new QueueServiceClient(uri, services.GetRequiredService<TokenCredential>())
            : new QueueServiceClient(options.ConnectionString);
    }
}
