using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Files;
using Tongban.Shared.Rush;
using Tongban.Shared.Words;

namespace Tongban.Shared.Api;

/// <summary>
/// Whatever goes wrong under <c>/api</c> is answered as problem details (RFC 9457) with a stable code and one sentence
/// in the language asked for; never with a page, and never with a redirect: a sign-in page is no answer to a program.
/// </summary>
public sealed class ApiProblems(RequestDelegate next, ILogger<ApiProblems> log)
{
    /// <summary>Longer than any request of ours without a file.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Where a partner's system sends the document of a result along, as base64 in its JSON.</summary>
    private const string FilesBelow = "/api/v1/partner/steps";

    private const int MostBytesWithFile = (FileStore.MaxBytes / 3 * 4) + MostBytes;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await PrepareAsync(context);
            await next(context);
        }
        catch (Exception failure) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, failure);
            return;
        }

        if (!context.Response.HasStarted && context.Response.ContentType is null && StatusOf(context) is var status and >= 400)
        {
            await WriteAsync(context, status, new Refusal(CodeOf(status)));
        }
    }

    /// <summary>The problem that a refusal is told as, with more to say where there is more.</summary>
    public static ProblemHttpResult Of(Refusal refusal, Say say, int status = StatusCodes.Status422UnprocessableEntity, IDictionary<string, object?>? more = null) =>
        TypedResults.Problem(title: say.Plainly(refusal), statusCode: status, type: $"urn:tongban:refusal:{refusal.Code}", extensions: Extensions(refusal, more));

    private static async Task PrepareAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            context.Request.Body = await ReadAsync(context.Request, context.RequestAborted);
        }
    }

    // As a whole: it is read for its object, and again for the key that goes with it. No longer than it says itself.
    private static async Task<MemoryStream> ReadAsync(HttpRequest request, CancellationToken stop)
    {
        var longest = request.Path.StartsWithSegments(FilesBelow) && request.Headers.Authorization.Count > 0 ? MostBytesWithFile : MostBytes;
        var most = request.ContentLength is { } told && told <= longest ? (int)told : MostBytes;
        var buffer = new byte[most + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        return length <= most ? new MemoryStream(buffer, 0, length, writable: false, publiclyVisible: true) : throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
    }

    private async Task AnswerAsync(HttpContext context, Exception failure)
    {
        var outage = Outage.Of(failure);
        var (status, refusal) = failure switch
        {
            _ when outage is not null => (StatusCodes.Status503ServiceUnavailable, Told(outage)),
            Refusal { Code: "request.changed-meanwhile" } stale => (StatusCodes.Status412PreconditionFailed, stale),
            Refusal told => (StatusCodes.Status422UnprocessableEntity, told),
            DbUpdateConcurrencyException => (StatusCodes.Status409Conflict, new Refusal("request.changed-meanwhile")),
            BadHttpRequestException { StatusCode: var bad } => (bad, new Refusal(CodeOf(bad))),
            _ => (StatusCodes.Status500InternalServerError, new Refusal("api.ours")),
        };
        if (status == StatusCodes.Status500InternalServerError)
        {
            log.LogError(failure, "An API request failed.");
        }

        context.Response.Clear();
        outage?.Tell(context, failure);
        await WriteAsync(context, status, refusal);
    }

    private static Task WriteAsync(HttpContext context, int status, Refusal refusal)
    {
        context.Response.Headers.Remove("Location");
        context.Response.Headers["Tongban-Refusal"] = refusal.Code;
        context.Response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.Name;
        return Of(refusal, context.RequestServices.GetRequiredService<Say>(), status).ExecuteAsync(context);
    }

    // A cookie scheme answers who is unknown, or may not, by leading to a page.
    private static int StatusOf(HttpContext context) => context.Response.StatusCode is not (>= 300 and < 400 and not 304) ? context.Response.StatusCode
        : context.User.Identities.Any(identity => identity.IsAuthenticated) ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;

    private static Refusal Told(Outage outage) => outage.Kind switch
    {
        Outage.Away => new Refusal("api.away"),
        Outage.NoRoom => new Refusal("api.no-room"),
        _ => new Refusal("api.busy"),
    };

    private static string CodeOf(int status) => status switch
    {
        401 => "api.who-are-you",
        403 => "api.not-allowed",
        404 => "api.not-found",
        405 => "api.method",
        413 => "api.too-large",
        415 => "api.media-type",
        429 or 503 => "api.busy",
        >= 500 => "api.ours",
        _ => "api.malformed",
    };

    private static Dictionary<string, object?> Extensions(Refusal refusal, IDictionary<string, object?>? more)
    {
        var all = more is null ? [] : new Dictionary<string, object?>(more);
        all["code"] = refusal.Code;
        return all;
    }
}
