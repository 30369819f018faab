using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Queues;
using BalancePipeline.Functions.Queues;

namespace BalancePipeline.Functions.Tests.Builders;

/// <summary>Azure's storage emulator on a private port of the loopback, gone when the tests are.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // The emulator's well-known account, the same for everybody.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly int _port = FreePort();
    private Process? _process;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};QueueEndpoint=http://127.0.0.1:{_port}/{Account};";

    public QueueServiceClient Client() => new(ConnectionString, StorageQueue.ClientOptions);

    public async Task InitializeAsync()
    {
        _process = Start($"--queueHost 127.0.0.1 --queuePort {_port} --inMemoryPersistence --skipApiVersionCheck --silent --disableTelemetry");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await AnswersAsync(patience.Token)) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    public Task DisposeAsync()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        return Task.CompletedTask;
    }

    private static Process Start(string arguments)
    {
        var program = Environment.GetEnvironmentVariable("BALANCE_TEST_AZURITE") ?? "azurite-queue";
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

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port, cancellationToken);
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
