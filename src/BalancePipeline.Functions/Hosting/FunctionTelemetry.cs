using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace BalancePipeline.Functions.Hosting;

/// <summary>Traces, metrics and logs of the story, to Application Insights and to any collector that is named.</summary>
internal static class FunctionTelemetry
{
    private const string Story = "BalancePipeline";

    internal static IServiceCollection AddFunctionTelemetry(this IServiceCollection services, IConfiguration settings)
    {
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource(Story))
            .WithMetrics(metrics => metrics.AddMeter(Story));
        if (!string.IsNullOrEmpty(settings["OTEL_EXPORTER_OTLP_ENDPOINT"])) telemetry.UseOtlpExporter();
        if (!string.IsNullOrEmpty(settings["APPLICATIONINSIGHTS_CONNECTION_STRING"])) telemetry.UseAzureMonitorExporter();
        return services;
    }
}
