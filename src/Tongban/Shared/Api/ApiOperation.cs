using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tongban.Shared.Api;

/// <summary>One operation of the document: its callers, its refusals, the headers that it takes.</summary>
internal static class ApiOperation
{
    public static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isWrite = context.Description.HttpMethod is not ("GET" or "HEAD");
        operation.Security = ApiCallers.Of(metadata, context.Document!);
        operation.Description = string.Join("\n\n", new[] { operation.Description, ApiCallers.Told(metadata), ApiRefusals.Codes(metadata) }.Where(part => !string.IsNullOrEmpty(part)));
        operation.Responses ??= [];
        Body(operation);
        Conditions(operation);
        if (isWrite)
        {
            (operation.Parameters ??= []).Add(Key());
        }

        ApiRefusals.Describe(operation, context, isWrite);
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
}
