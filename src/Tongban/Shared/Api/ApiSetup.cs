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
            http.SerializerOptions.Converters.Add(new PlainText());
            http.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            http.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            http.SerializerOptions.RespectNullableAnnotations = true;
            http.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
    }

    /// <summary>Character 0 is no text: PostgreSQL takes none, and nobody types it.</summary>
    private sealed class PlainText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? text.Contains('\0', StringComparison.Ordinal) ? throw new JsonException("Character 0 is no text.") : text : null;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
