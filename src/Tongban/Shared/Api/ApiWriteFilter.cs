using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Shared.Setup;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Shared.Api;

/// <summary>
/// Every write of the API is <see cref="OneWrite"/> with the key of its <c>Idempotency-Key</c> header: sent again it
/// gets the same answer, and with other content a refusal. The header is required: a foreign page cannot set it, so a
/// cookie alone moves nothing (CSRF); browsers that tell where a request comes from are believed as well.
/// </summary>
public sealed class ApiWriteFilter(Later<OneWrite> ownWrite, RequestPerson person, ThisRequest request, CurrentCentre centre, Say say, IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IEndpointFilter
{
    public const string KeyHeader = "Idempotency-Key";
    /// <summary>A key that somebody else could think of would give them the answer: a UUID is what is meant.</summary>
    public const int ShortestKey = 16;

    public const int LongestKey = 64;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            return next(context);
        }

        if (Forbidden(http.Request) is { } refusal)
        {
            return new(ApiProblems.Of(refusal, say, refusal.Code == "api.cross-site" ? StatusCodes.Status403Forbidden : StatusCodes.Status400BadRequest));
        }

        var key = http.Request.Headers[KeyHeader].ToString();
        if (http.GetEndpoint()?.Metadata.GetMetadata<InGroupAttribute>() is null)
        {
            return InOneAsync(context, next, key);
        }

        request.IsAsked(centre.Id, key, Fingerprint(http.Request));
        return next(context);
    }

    private async ValueTask<object?> InOneAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, string key)
    {
        var (http, write) = (context.HttpContext, ownWrite.Value);
        try
        {
            if (await write.BeginAsync(key, Fingerprint(http.Request), http.RequestAborted) is { } earlier)
            {
                return ApiAnswer.Again(earlier);
            }

            var result = await next(context);
            if (ApiAnswer.Of(result, http, json.Value.SerializerOptions) is not { } answer)
            {
                await write.UndoAsync();
                return result;
            }

            await write.CommitAsync(key, JsonSerializer.Serialize(answer), CancellationToken.None);
            return result;
        }
        catch
        {
            await write.UndoAsync();
            throw;
        }
        finally
        {
            await write.EndAsync();
        }
    }

    private static Refusal? Forbidden(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none") ? new Refusal("api.cross-site")
        : request.Headers[KeyHeader].ToString() is { Length: >= ShortestKey and <= LongestKey } key && key.All(c => c is > ' ' and <= '~') ? null
        : new Refusal("api.key-missing", KeyHeader, ShortestKey, LongestKey);

    private string Fingerprint(HttpRequest request)
    {
        request.Body.Position = 0;
        var sent = request.Body is MemoryStream body && body.TryGetBuffer(out var bytes) ? bytes.AsSpan() : throw new InvalidOperationException("The body was not read before.");
        if (NoText.IsIn(sent))
        {
            throw new BadHttpRequestException("There is a character in the body that is no text.");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(sent, hash);
        return OneWrite.Fingerprint(person.Actor.ToString(), request.Method, $"{request.Path}{request.QueryString}", request.Headers.IfMatch.ToString(), Convert.ToHexString(hash));
    }
}
