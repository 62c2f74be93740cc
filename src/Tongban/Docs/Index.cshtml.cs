using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tongban.Shared;
using Tongban.Shared.Api;

namespace Tongban.Docs;

/// <summary>The API's document to be read by people: made from <c>/openapi/v1.json</c>, on our own page, with nothing from elsewhere.</summary>
[AllowAnonymous]
public sealed class IndexModel([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents) : TongbanPage
{
    private List<OpenApiTag> tags = [];

    public OpenApiInfo Info { get; private set; } = null!;

    public IReadOnlyList<IGrouping<string, DocumentedOperation>> Chapters { get; private set; } = [];

    /// <summary>The objects that are sent and answered.</summary>
    public IReadOnlyList<(string Name, string? About, IReadOnlyList<DocumentedField> Fields)> Types { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var document = await documents.GetOpenApiDocumentAsync(stop);
        Info = document.Info;
        tags = [.. document.Tags ?? new HashSet<OpenApiTag>()];
        Chapters = [.. document.Paths
            .SelectMany(path => (path.Value.Operations ?? []).Select(operation => new DocumentedOperation(operation.Key.Method, path.Key, operation.Value)))
            .GroupBy(operation => operation.Chapter)
            .OrderBy(chapter => tags.FindIndex(tag => tag.Name == chapter.Key))];
        Types = [.. (document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>()).Where(schema => schema.Value.Properties is { Count: > 0 })
            .Select(schema => (schema.Key, schema.Value.Description, DocumentedField.AllOf(schema.Value)))];
    }

    /// <summary>What a chapter is about.</summary>
    public string? About(string chapter) => tags.Find(tag => tag.Name == chapter)?.Description;
}

/// <summary>One endpoint as the page tells it.</summary>
public sealed record DocumentedOperation(string Method, string Path, OpenApiOperation Operation)
{
    public string Chapter => Operation.Tags?.FirstOrDefault()?.Name ?? "";

    public string Id => Operation.OperationId ?? Path;

    public IEnumerable<string> Paragraphs => (Operation.Description ?? "").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    public IReadOnlyList<IOpenApiParameter> Parameters => [.. Operation.Parameters ?? []];

    /// <summary>The fields of what is sent.</summary>
    public IReadOnlyList<DocumentedField> Sent => FieldsOf(Operation.RequestBody?.Content);

    /// <summary>The fields of what is answered.</summary>
    public IReadOnlyList<DocumentedField> Answered =>
        FieldsOf((Operation.Responses ?? []).Where(response => response.Key.StartsWith('2')).Select(response => response.Value.Content).FirstOrDefault(content => content is { Count: > 0 }));

    public IEnumerable<(string Status, string? Description)> Answers => (Operation.Responses ?? []).OrderBy(response => response.Key, StringComparer.Ordinal).Select(response => (response.Key, response.Value.Description));

    private static IReadOnlyList<DocumentedField> FieldsOf(IDictionary<string, OpenApiMediaType>? content) =>
        content?.Values.FirstOrDefault()?.Schema is not { } schema ? [] : DocumentedField.AllOf(schema.Type?.HasFlag(JsonSchemaType.Array) == true ? schema.Items! : schema);
}

/// <summary>A field of a body.</summary>
public sealed record DocumentedField(string Name, string Type, string? Description, bool IsRequired)
{
    public static IReadOnlyList<DocumentedField> AllOf(IOpenApiSchema parent) =>
        [.. (parent.Properties ?? new Dictionary<string, IOpenApiSchema>()).Select(property => new DocumentedField(property.Key, TypeOf(property.Value), property.Value.Description, parent.Required?.Contains(property.Key) == true))];

    public static string TypeOf(IOpenApiSchema? schema) => schema switch
    {
        null => "",
        OpenApiSchemaReference { Reference.Id: { } id } when schema.Enum is not { Count: > 0 } => id,
        { Enum: { Count: > 0 } values } => string.Join(" | ", values.Where(value => value is not null).Select(value => value!.ToString())),
        { Items: { } items } => TypeOf(items) + "[]",
        { Format: { } format } => format,
        { OneOf: { Count: > 0 } choices } => TypeOf(choices.FirstOrDefault(choice => choice.Type != JsonSchemaType.Null)),
        { Type: { } type } => (type & ~JsonSchemaType.Null).ToString().ToLowerInvariant(),
        _ => "",
    };
}
