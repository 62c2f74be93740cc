using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tongban.Shared.Api;

/// <summary>How an operation refuses, as its document says it: problem details (RFC 9457) with our code.</summary>
internal static class ApiRefusals
{
    public const string ProblemName = "Problem";

    private static readonly Dictionary<string, string> Told = new()
    {
        ["404"] = "There is no such thing, or it is not yours to see: `api.not-found`.",
        ["412"] = "Somebody changed it since it was read: `request.changed-meanwhile`.",
        ["422"] = "Refused; nothing was changed. The code says why.",
        ["503"] = "Too many wait at this moment; come again after the seconds in `Retry-After`, with the same key: `api.busy`. The database does not answer: `api.away`. The disk is full: `api.no-room`.",
    };

    public static string? Codes(IList<object> metadata) =>
        metadata.OfType<RefusalCodes>().FirstOrDefault() is { } refusals ? $"Refusals: {string.Join(", ", refusals.Codes.Select(code => $"`{code}`"))}." : null;

    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, bool isWrite)
    {
        var responses = operation.Responses!;
        foreach (var (status, response) in Usual(context, operation.Security!.Count > 0, isWrite))
        {
            responses.TryAdd(status, response);
        }

        foreach (var status in responses.Keys.Where(Told.ContainsKey).ToList())
        {
            responses[status] = Problem(context, Told[status]);
        }
    }

    public static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457).",
        Required = new HashSet<string> { "type", "title", "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("`urn:tongban:refusal:` and the code."),
            ["title"] = Text("One plain sentence in the language asked for."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["code"] = Text("Stable: what to act upon."),
        },
    };

    private static IEnumerable<(string Status, OpenApiResponse Response)> Usual(OpenApiOperationTransformerContext context, bool isSecured, bool isWrite)
    {
        if (isWrite)
        {
            yield return ("400", Problem(context, "The request cannot be read, or has no key: `api.malformed`, `api.key-missing`."));
        }

        if (isSecured)
        {
            yield return ("401", Problem(context, "Nobody has signed in: `api.who-are-you`."));
            yield return ("403", Problem(context, "Without the permission: `api.not-allowed`; from another site: `api.cross-site`."));
        }

        if (isWrite)
        {
            yield return ("409", Problem(context, "Somebody else changed it at this moment: `request.changed-meanwhile`."));
        }

        yield return ("429", Problem(context, "Too many requests: `api.busy`."));
    }

    private static OpenApiResponse Problem(OpenApiOperationTransformerContext context, string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemName, context.Document) } },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
