using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices.Open311;

/// <summary>
/// Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2), for apps that send what people say and read how far it is:
/// discovery, services and their attributes, requests. A number is given at once, so there are no tokens to ask for.
/// </summary>
public static class GeoReport
{
    public const string Root = "/open311/v2";
    private const string Format = "{format:regex(^(json|xml)$)}";
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    /// <summary>When the interface last changed.</summary>
    private const string Changed = "2026-11-26T00:00:00+08:00";

    public static void Map(IEndpointRouteBuilder app)
    {
        Open(app.MapGet($"/open311/discovery.{Format}", Discover));
        var v2 = app.MapGroup(Root);
        Open(v2.MapGet($"/services.{Format}", (string format, Say say) => new GeoAnswer(format, "services", "service", [.. GeoServices.All.Select(kind => GeoServices.Tell(kind, say))])));
        Open(v2.MapGet($"/services/{{code}}.{Format}", DefineAsync));
        Open(v2.MapGet($"/requests.{Format}", ListAsync));
        Open(v2.MapGet($"/requests/{{id}}.{Format}", ShowAsync));
        Open(v2.MapPost($"/requests.{Format}", TakeAsync));
        // A program that asks for what is not here reads that in its own format, not on a page for people.
        Open(app.Map("/open311/{**rest}", IResult () => throw new GeoFault(StatusCodes.Status404NotFound, "geo.no-path")));
    }

    // What a demonstration or a developer's own program takes reaches no office.
    private static GeoAnswer Discover(string format, HttpRequest request, Say say, IHostEnvironment house) => new(format, "discovery", null, [
        GeoRecord.Of(
            ("changeset", Changed), ("contact", say["geo.contact"]), ("key_service", say["geo.key-service"]),
            ("endpoints", new GeoList("endpoint", [GeoRecord.Of(
                ("specification", Specification), ("url", $"{request.LinkBase()}{Root}"), ("changeset", Changed), ("type", house.IsDevelopment() ? "test" : "production"),
                ("formats", new GeoList("format", ["text/xml", "application/json"])))])))]);

    private static async Task<GeoAnswer> DefineAsync(string format, string code, GeoReportRequests requests, Say say) =>
        GeoServices.Find(code) is { } kind
            ? new GeoAnswer(format, "service_definition", null, [GeoRecord.Of(("service_code", GeoServices.CodeOf(kind)), ("attributes", new GeoList("attribute", await requests.AttributesAsync(say))))])
            : throw new GeoFault(StatusCodes.Status404NotFound, "geo.no-service");

    private static async Task<GeoAnswer> ListAsync(string format, HttpRequest request, GeoReportKeys keys, GeoReportRequests requests, CancellationToken stop) =>
        new(format, "service_requests", "request", await requests.ListAsync(GeoQuery.Of(request.Query), await AskingAsync(request, keys, stop), stop));

    private static async Task<GeoAnswer> ShowAsync(string format, string id, HttpRequest request, GeoReportKeys keys, GeoReportRequests requests, CancellationToken stop) =>
        await requests.ListAsync(new GeoQuery([VoiceNumbers.Read(id)], [], null, null, []), await AskingAsync(request, keys, stop), stop) is [var found]
            ? new GeoAnswer(format, "service_requests", "request", [found])
            : throw new GeoFault(StatusCodes.Status404NotFound, "geo.no-request");

    // Reading needs no key; with one an app reads the place and picture of what it has sent itself.
    private static async Task<Guid?> AskingAsync(HttpRequest request, GeoReportKeys keys, CancellationToken stop) =>
        request.Query["api_key"].ToString() is { Length: > 0 } key ? await keys.FindAsync(key, stop) : null;

    private static async Task<GeoAnswer> TakeAsync(string format, HttpRequest request, GeoReportKeys keys, GeoReportRequests requests, CancellationToken stop)
    {
        if (!request.HasFormContentType)
        {
            throw new GeoFault(StatusCodes.Status400BadRequest, "geo.form-wanted");
        }

        var form = await request.ReadFormAsync(stop);
        var client = await keys.FindAsync(form["api_key"].ToString() is { Length: > 0 } sent ? sent : request.Query["api_key"].ToString(), stop);
        return new GeoAnswer(format, "service_requests", "request", [await requests.TakeAsync(form, client, stop)]);
    }

    private static void Open(RouteHandlerBuilder endpoint) =>
        endpoint.AllowAnonymous().RequireRateLimiting(PublicWrites.Policy).AddEndpointFilter(TellFaultsAsync).ExcludeFromDescription();

    private static string FormatIn(PathString path) => path.Value!.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "json" : GeoAnswer.Xml;

    // The jurisdiction is looked at first: an endpoint of one centre answers for itself, and for no other by mistake.
    private static async ValueTask<object?> TellFaultsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (format, say) = (http.Request.RouteValues["format"]?.ToString() ?? FormatIn(http.Request.Path), http.RequestServices.GetRequiredService<Say>());
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await http.RequestServices.GetRequiredService<GeoReportKeys>().NeedJurisdictionAsync(http.Request.Query["jurisdiction_id"], http.RequestAborted);
            return await next(context);
        }
        catch (GeoFault fault)
        {
            return GeoAnswer.Fault(format, fault.Status, say[fault.Word]);
        }
        catch (Refusal refusal)
        {
            return GeoAnswer.Fault(format, StatusCodes.Status400BadRequest, say.Plainly(refusal));
        }
    }
}
