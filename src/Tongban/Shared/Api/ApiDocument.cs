using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tongban.Devices;
using Tongban.People;

namespace Tongban.Shared.Api;

/// <summary>What the endpoints' own comments do not say in <c>/openapi/v1.json</c>: who may call, how writes are keyed, how refusals look.</summary>
public static class ApiDocument
{
    public const string Name = "v1";
    private const string StaffCookie = "staff";
    private const string Device = "device";
    private const string ProblemName = "Problem";

    private static readonly Dictionary<string, string> Told = new()
    {
        ["404"] = "There is no such thing, or it is not yours to see: `api.not-found`.",
        ["412"] = "Somebody changed it since it was read: `request.changed-meanwhile`.",
        ["422"] = "Refused; nothing was changed. The code says why.",
    };

    private static readonly (string Name, string Text)[] Chapters =
    [
        ("Items", "What can be done, and what it needs."),
        ("Sites", "Halls, township centres and terminals, and when they are open."),
        ("Places", "Free places to book, and the board of the next three days."),
        ("Bookings", "A guest's booking, from the hold to the visit. Whoever has its token may see and change it."),
        ("Gate", "Who may come in, and how many are inside."),
        ("Kiosk", "Numbers for walk-ins, check-in of bookings."),
        ("Tickets", "One ticket as its holder sees it."),
        ("Window", "The keys of the window at which the clerk sits."),
        ("Cases", "The progress of a case, by its number and query code."),
        ("Ratings", "One rating for each service, and the public counts."),
    ];

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) => LeaveOut(schema, context));
        options.AddDocumentTransformer((document, _, _) => Head(document));
        options.AddOperationTransformer((operation, context, _) => Operation(operation, context));
    }

    private static Task Head(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Tongban 通办",
            Version = "1.0",
            Summary = "Guides, places, bookings, tickets, gates, windows, cases and ratings of a government-service centre.",
            Description =
                "JSON in camelCase. Instants are ISO 8601 with the hall's offset; days are `yyyy-MM-dd` of the hall's calendar; durations say their unit. " +
                "Sentences come in Chinese, or in English with `Accept-Language: en` or `?lang=en`. " +
                "A refused request changes nothing and is answered with problem details (RFC 9457) whose `code` is stable. " +
                "Every change carries an `Idempotency-Key`: the same key with the same content gets the same answer, with other content `request.key-reused`. " +
                "Lists are paged by `cursor`. Where two may change a thing, its `ETag` goes back as `If-Match`.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Tags = new HashSet<OpenApiTag>(Chapters.Select(chapter => new OpenApiTag { Name = chapter.Name, Description = chapter.Text }));
        document.Servers = [new OpenApiServer { Url = "/", Description = "This installation" }];
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas?.Remove("ProblemDetails");
        (document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>())[ProblemName] = ProblemSchema();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [StaffCookie] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "tb-staff", Description = "A member of staff who has signed in; posts decide what is allowed." },
            [Device] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization", Description = "`Device` and the key of a paired device: `Authorization: Device 0f3a…`. A device's browser sends it as the cookie `tb-device`." },
        };
        return Task.CompletedTask;
    }

    private static Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isWrite = context.Description.HttpMethod is not ("GET" or "HEAD");
        operation.Security = Security(metadata, context.Document!);
        operation.Description = string.Join("\n\n", new[] { operation.Description, Allowed(metadata), Refusals(metadata) }.Where(part => !string.IsNullOrEmpty(part)));
        operation.Responses ??= [];
        Body(operation);
        Conditions(operation);
        if (isWrite)
        {
            (operation.Parameters ??= []).Add(Key());
            operation.Responses.TryAdd("400", Problem(context, "The request cannot be read, or has no key: `api.malformed`, `api.key-missing`."));
        }

        foreach (var (status, response) in Usual(context, operation.Security.Count > 0, isWrite))
        {
            operation.Responses.TryAdd(status, response);
        }

        foreach (var status in operation.Responses.Keys.Where(Told.ContainsKey).ToList())
        {
            operation.Responses[status] = Problem(context, Told[status]);
        }

        return Task.CompletedTask;
    }

    // The comment of another parameter of ours has come to stand here: the body's own type tells what it is.
    private static void Body(OpenApiOperation operation)
    {
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Description = null;
        }
    }

    private static void Conditions(OpenApiOperation operation)
    {
        if (operation.Responses!.ContainsKey("412"))
        {
            (operation.Parameters ??= []).Add(Header("If-Match", "The `ETag` with which the thing was read; without it nothing is compared."));
        }

        if (operation.Responses.ContainsKey("304"))
        {
            (operation.Parameters ??= []).Add(Header("If-None-Match", "The `ETag` of the last answer; 304 while nothing has changed."));
        }
    }

    // What is null is left out of an answer.
    private static Task LeaveOut(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable))
        {
            schema.Required?.Remove(property.Name);
        }

        return Task.CompletedTask;
    }

    private static List<OpenApiSecurityRequirement> Security(IList<object> metadata, OpenApiDocument document)
    {
        var kinds = metadata.OfType<IAllowAnonymous>().Any() ? []
            : metadata.OfType<NeedsDeviceAttribute>().FirstOrDefault() is { } device ? device.OrStaffWith.Count > 0 ? new[] { Device, StaffCookie } : [Device]
            : new[] { StaffCookie };
        return [.. kinds.Select(kind => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(kind, document)] = [] })];
    }

    private static string Allowed(IList<object> metadata) =>
        metadata.OfType<IAllowAnonymous>().Any() ? "Allowed: anybody."
        : metadata.OfType<NeedsDeviceAttribute>().FirstOrDefault() is { } device ? $"Allowed: a paired device of kind `{device.Kind}`{string.Concat(device.OrStaffWith.Select(permission => $", or staff with `{permission}`"))}."
        : $"Allowed: staff with `{metadata.OfType<NeedsAttribute>().Single().Permission}`.";

    private static string? Refusals(IList<object> metadata) =>
        metadata.OfType<RefusalCodes>().FirstOrDefault() is { } refusals ? $"Refusals: {string.Join(", ", refusals.Codes.Select(code => $"`{code}`"))}." : null;

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiParameter Key() => new()
    {
        Name = ApiWriteFilter.KeyHeader,
        In = ParameterLocation.Header,
        Required = true,
        Description = "New for each act and not to be guessed, such as a UUID; 16 to 64 visible ASCII characters. Sent again with the same content it gets the same answer.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = ApiWriteFilter.ShortestKey, MaxLength = ApiWriteFilter.LongestKey },
    };

    private static IEnumerable<(string Status, OpenApiResponse Response)> Usual(OpenApiOperationTransformerContext context, bool isSecured, bool isWrite)
    {
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

    private static OpenApiSchema ProblemSchema() => new()
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

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
