using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using BalancePipeline.Functions.Hosting;
using BalancePipeline.Functions.Queues;
using BalancePipeline.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace BalancePipeline.Functions.Tests.Builders;

/// <summary>Azure's storage emulator on private ports of the loopback, gone when the tests are.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // The emulator's well-known account, the same for everybody.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly int _queues = FreePort();
    private readonly int _blobs = FreePort();
    private readonly int _tables = FreePort();
    private Process? _process;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};QueueEndpoint=http://127.0.0.1:{_queues}/{Account};BlobEndpoint=http://127.0.0.1:{_blobs}/{Account};";

    /// <summary>The queues as the host reads and writes them.</summary>
    public QueueServiceClient Queues => new(ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });

    /// <summary>The queues as somebody sees them who knows nothing of the messages' encoding.</summary>
    public QueueServiceClient RawQueues => new(ConnectionString);

    public BlobServiceClient Blobs => new(ConnectionString);

    public Claims Claims => new(Blobs, TimeProvider.System, NullLogger<Claims>.Instance);

    public StorageQueue Storage => new(RawQueues, Claims);

    /// <summary>Empty queues and the container of their claims, as the infrastructure makes them.</summary>
    public async Task PrepareAsync()
    {
        await new QueuesAtStart(Queues, Blobs).StartAsync(CancellationToken.None);
        foreach (var queue in QueueNames.All.SelectMany(name => new[] { name, QueueNames.Poison(name) })) await Queues.GetQueueClient(queue).ClearMessagesAsync();
        await foreach (var claim in Blobs.GetBlobContainerClient(Claims.Container).GetBlobsAsync()) await Blobs.GetBlobContainerClient(Claims.Container).DeleteBlobAsync(claim.Name);
    }

    public async Task InitializeAsync()
    {
        _process = Start(
            $"--queueHost 127.0.0.1 --queuePort {_queues} --blobHost 127.0.0.1 --blobPort {_blobs} --tableHost 127.0.0.1 --tablePort {_tables} "
            + "--inMemoryPersistence --skipApiVersionCheck --silent --disableTelemetry");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await AnswersAsync(_queues, patience.Token) || !await AnswersAsync(_blobs, patience.Token)) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return Task.CompletedTask;
    }

    private static Process Start(string arguments)
    {
        var program = Environment.GetEnvironmentVariable("BALANCE_TEST_AZURITE") ?? "azurite";
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"'{program}' can't be started. Install Azure's emulator with 'npm install -g azurite', or put its path into BALANCE_TEST_AZURITE.", exception);
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>One emulator for all tests that need it.</summary>
[CollectionDefinition(nameof(Azurite))]
public sealed class AzuriteTests : ICollectionFixture<Azurite>;
