using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tongban.Shared.Setup;

/// <summary>
/// <c>/health/live</c>: the process answers; <c>/health/ready</c>: people may be sent to this node. Each reason why not
/// is one sentence in the answer and in the log.
/// </summary>
public static class Readiness
{
    private const string Tag = "ready";

    public static void AddReadiness(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseIsThere>("database", tags: [Tag])
        .AddCheck<ClocksAgree>("clock", tags: [Tag]);

    public static void MapReadiness(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains(Tag), ResponseWriter = TellAsync }).AllowAnonymous();
    }

    private static Task TellAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var reasons = report.Entries.Values.Select(entry => entry.Description).OfType<string>();
        return context.Response.WriteAsync(string.Join('\n', [report.Status.ToString(), .. reasons]), context.RequestAborted);
    }
}
