using System.Collections.Concurrent;
using System.Text;
using BalancePipeline.Cli.Hosting;
using BalancePipeline.Operations;
using BalancePipeline.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BalancePipeline.Tests.Operations;

public sealed class OtlpExportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("balance-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Traces_and_metrics_go_to_the_collector_that_opentelemetrys_own_variables_name()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await CollectAsync(received);
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "balance.json"),
            $$"""{"OTEL_EXPORTER_OTLP_ENDPOINT":"{{collector.Urls.First()}}","OTEL_EXPORTER_OTLP_PROTOCOL":"http/protobuf"}""");

        // What the host has gathered goes out when it ends.
        await using (var app = EmbeddedHost.Build(_folder, url: null, builder => builder.WebHost.UseTestServer()))
        {
            await app.Services.GetRequiredService<Migrator>().MigrateAsync();
            await app.StartAsync();
            await app.Services.GetRequiredService<StoryTimers>().RunAsync("PromptTimer");
        }

        Assert.Contains("plan prompts", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("balance.timer.duration", received["/v1/metrics"], StringComparison.Ordinal);
    }

    private static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, string> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(request.Path, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        return collector;
    }
}
