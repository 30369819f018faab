using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace BalancePipeline.Cli.Hosting;

/// <summary>Sends traces and metrics of the story to the collector that OpenTelemetry's own variables name.</summary>
internal static class OtlpExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds the export where a collector is named. Requests aren't traced: their addresses hold tokens.</summary>
    internal static IServiceCollection AddOtlpExport(this IServiceCollection services, IConfiguration settings)
    {
        if (string.IsNullOrEmpty(settings[Endpoint])) return services;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("balance").AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource(Telemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name))
            .UseOtlpExporter();
        return services;
    }
}
