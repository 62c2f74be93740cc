using Microsoft.AspNetCore.Mvc;
using Tongban.Citizens;
using Tongban.Shared.Rush;

namespace Tongban.Shared.Api;

/// <summary>The groups in which features put their endpoints: <c>/api/v1</c>, refusals as problem details, each write once.</summary>
public static class ApiRoutes
{
    public const string Root = "/api/v1";

    public static bool IsApi(this HttpRequest request) => request.Path.StartsWithSegments("/api");

    /// <summary>A feature's endpoints under one heading of the document.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string heading) =>
        app.MapGroup(Root).WithTags(heading).AddEndpointFilter<ApiWriteFilter>();

    /// <summary>Anybody may call it, but not too often where it writes.</summary>
    public static RouteHandlerBuilder ForAnybody(this RouteHandlerBuilder endpoint) =>
        endpoint.AllowAnonymous().RequireRateLimiting(PublicWrites.Policy);

    /// <summary>It joins others in one transaction; where too many wait it says so at once.</summary>
    public static RouteHandlerBuilder InGroup(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new InGroupAttribute()).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>It can refuse with these codes, each with its sentence in the language asked for.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params string[] codes) =>
        endpoint.WithMetadata(new RefusalCodes(codes)).Produces<ProblemDetails>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");

    /// <summary>There may be no such thing.</summary>
    public static RouteHandlerBuilder MayBeMissing(this RouteHandlerBuilder endpoint) => endpoint.ProducesProblem(StatusCodes.Status404NotFound);
}

/// <summary>Refusal codes of an endpoint, for its document.</summary>
public sealed record RefusalCodes(IReadOnlyList<string> Codes);
