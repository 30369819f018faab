using System.Text.Json;
using BalancePipeline.Api.Routing;
using BalancePipeline.Functions.Tests.Builders;
using BalancePipeline.Storage;
using BalancePipeline.Tests.Builders;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BalancePipeline.Functions.Tests.Hosting;

[Collection(nameof(Azurite))]
public sealed class HealthTests(Azurite azurite)
{
    [Fact]
    public async Task What_can_not_be_reached_is_named()
    {
        using var app = FunctionApp.Build();

        var (status, text) = await ReadyAsync(app);

        Assert.Equal(503, status);
        Assert.Contains("the database can't be reached; the queue can't be reached", text, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task A_database_without_its_schema_is_named_and_then_all_is_ready()
    {
        using var database = new TestDatabase(Engine.PostgreSql);
        using var app = FunctionApp.Build(new Dictionary<string, string?>
        {
            ["Storage:ConnectionString"] = database.ConnectionString,
            ["Queues:QueueServiceUri"] = null,
            ["Queues:BlobServiceUri"] = null,
            ["Queues"] = azurite.ConnectionString,
        });
        await azurite.PrepareAsync();

        var (status, text) = await ReadyAsync(app);
        Assert.Equal(503, status);
        Assert.Contains("Not ready: the database's schema is not this program's", text, StringComparison.Ordinal);

        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        Assert.Equal(200, (await ReadyAsync(app)).Status);
    }

    private static async Task<(int Status, string? Text)> ReadyAsync(IHost app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Response.Body = body;
        await app.Services.GetRequiredService<RouteTable>().InvokeAsync("HealthReady", context);
        using var json = JsonDocument.Parse(body.ToArray());
        return (context.Response.StatusCode, json.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }
}
