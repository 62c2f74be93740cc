using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongban.Shared.Api;

public static class ApiSetup
{
    /// <summary>How JSON is written, and the document that tells all of it.</summary>
    public static void AddTongbanApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(http =>
        {
            http.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            http.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            http.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            http.SerializerOptions.RespectNullableAnnotations = true;
            http.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
    }
}
