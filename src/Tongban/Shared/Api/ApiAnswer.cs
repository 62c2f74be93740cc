using System.Text.Json;

namespace Tongban.Shared.Api;

/// <summary>What was answered to a write, kept beside its key.</summary>
public sealed record ApiAnswer(int Status, string? Body, string? Location, string? Tag)
{
    /// <summary>Says that this was done before and is only told again.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Null where the write was not done.</summary>
    public static ApiAnswer? Of(object? result, HttpContext http, JsonSerializerOptions json)
    {
        var inner = result is INestedHttpResult nested ? nested.Result : result as IResult;
        var status = (inner as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        var value = (inner as IValueHttpResult)?.Value;
        return status >= 400 ? null : new ApiAnswer(
            status,
            value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json),
            inner?.GetType().GetProperty("Location")?.GetValue(inner) as string,
            http.Response.Headers.ETag);
    }

    /// <summary>The same answer once more.</summary>
    public static IResult Again(string stored) => new Repeated(JsonSerializer.Deserialize<ApiAnswer>(stored)!);

    private sealed class Repeated(ApiAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            response.Headers[ReplayedHeader] = "true";
            response.Headers.Location = answer.Location;
            response.Headers.ETag = answer.Tag;
            return answer.Body is null ? Task.CompletedTask : response.WriteAsync(Typed(response, answer.Body), httpContext.RequestAborted);
        }

        private static string Typed(HttpResponse response, string body)
        {
            response.ContentType = "application/json; charset=utf-8";
            return body;
        }
    }
}
