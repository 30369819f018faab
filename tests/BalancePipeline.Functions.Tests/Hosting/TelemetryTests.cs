using BalancePipeline.Functions.Tests.Builders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BalancePipeline.Functions.Tests.Hosting;

public sealed class TelemetryTests
{
    [Theory]
    [InlineData("BalancePipeline.Prompts.PromptPlanner", true)]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", false)]
    [InlineData("Microsoft.EntityFrameworkCore.Database.Command", false)]
    [InlineData("System.Net.Http.HttpClient.ISendGridClient.LogicalHandler", false)]
    public void Only_the_story_is_logged_since_addresses_of_pages_are_keys(string category, bool expected)
    {
        using var app = FunctionApp.Build(configure: services => services.AddLogging(logging => logging.AddConsole()));

        Assert.Equal(expected, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(LogLevel.Information));
    }

    [Fact]
    public void Telemetry_goes_to_application_insights_and_to_a_collector_at_once()
    {
        using var app = FunctionApp.Build(new Dictionary<string, string?>
        {
            ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://127.0.0.1:1/",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1",
        });

        Assert.NotNull(app.Services.GetRequiredService<TracerProvider>());
        Assert.NotNull(app.Services.GetRequiredService<MeterProvider>());
    }
}
