using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace BalancePipeline.Functions.Hosting;

/// <summary>Traces, metrics and logs of the story, to Application Insights and to any collector that is named.</summary>
internal static class FunctionTelemetry
{
    internal static IServiceCollection AddFunctionTelemetry(this IServiceCollection services, IConfiguration settings, TokenCredential identity)
    {
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithTracing(traces => traces.AddSource(Telemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name));
        if (!string.IsNullOrEmpty(settings["OTEL_EXPORTER_OTLP_ENDPOINT"])) telemetry.UseOtlpExporter();
        if (!string.IsNullOrEmpty(settings["APPLICATIONINSIGHTS_CONNECTION_STRING"])) telemetry.UseAzureMonitorExporter(monitor => monitor.Credential = identity);
        return services;
    }

    /// <summary>Logs what the story says, and of the rest only warnings: a web server's own log names addresses, and ours are keys.</summary>
    internal static ILoggingBuilder AddStoryOnly(this ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter(Telemetry.Name, LogLevel.Information);
}
