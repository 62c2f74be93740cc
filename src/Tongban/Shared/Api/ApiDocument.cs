using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tongban.Shared.Api;

/// <summary>What the endpoints' own comments do not say in <c>/openapi/v1.json</c>: what it is, who may call, how writes are keyed, how refusals look.</summary>
public static class ApiDocument
{
    public const string Name = "v1";

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
        ("Partners", "For the systems of banks, seal makers and the post: their own steps of one-things (一件事), seen and worked on as at their desks. And what the province counts."),
        ("Licences", "Whether a licence was issued here and is valid."),
        ("Ratings", "One rating for each service, and the public counts."),
    ];

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddSchemaTransformer((schema, context, _) => LeaveOut(schema, context));
        options.AddDocumentTransformer((document, _, _) => Head(document));
        options.AddOperationTransformer((operation, context, _) => ApiOperation.Describe(operation, context));
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
        (document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>())[ApiRefusals.ProblemName] = ApiRefusals.ProblemSchema();
        document.Components.SecuritySchemes = ApiCallers.Schemes();
        return Task.CompletedTask;
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
}
