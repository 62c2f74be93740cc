using System.Diagnostics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Tongban.Shared.Rush;

namespace Tongban.Shared.Setup;

/// <summary>
/// What operators see: figures for Prometheus on a port of their own, and both figures and traces for a collector where
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one. Nothing is measured where nobody asks.
/// </summary>
public static class Telemetry
{
    public const string Path = "/metrics";

    private static readonly string[] Meters =
    [
        RushMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Runtime",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder, int? metricsPort)
    {
        var collector = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 };
        if (metricsPort is null && !collector)
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry().WithMetrics(metrics => Export(metrics.AddMeter(Meters), metricsPort is not null, collector));
        if (collector)
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation(options => options.EnrichWithHttpResponse = NameByRoute).AddOtlpExporter());
        }
    }

    /// <summary>On their own port there are the figures and nothing else; on the pages' port they are not.</summary>
    public static void UseMetrics(this WebApplication app, int metricsPort) =>
        app.MapWhen(context => context.Connection.LocalPort == metricsPort, figures => figures.UseOpenTelemetryPrometheusScrapingEndpoint(Path));

    private static void Export(MeterProviderBuilder metrics, bool toPrometheus, bool toCollector)
    {
        if (toPrometheus)
        {
            metrics.AddPrometheusExporter();
        }

        if (toCollector)
        {
            metrics.AddOtlpExporter();
        }
    }

    // An address may be the key to a ticket or a booking: a trace names the route instead.
    private static void NameByRoute(Activity activity, HttpResponse response)
    {
        var route = (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.SetTag("url.path", route is null ? "(none)" : $"/{route.TrimStart('/')}");
        activity.SetTag("url.query", null);
    }
}
