using System.Text;
using System.Text.Json;

namespace Tongban.OneThing;

/// <summary>
/// Reads the text of a template strictly: what is unknown, missing or nothing is a mistake with its line. In a list the
/// serializer would take a <c>null</c> silently; what is not wanted is left out.
/// </summary>
internal static class TemplateText
{
    /// <exception cref="JsonException">With its line.</exception>
    public static T? Read<T>(string text)
    {
        RefuseNothing(Encoding.UTF8.GetBytes(text));
        return JsonSerializer.Deserialize<T>(text, TemplateContent.Json);
    }

    private static void RefuseNothing(byte[] text)
    {
        var reader = new Utf8JsonReader(text);
        var name = "$";
        while (reader.Read())
        {
            name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString()! : name;
            if (reader.TokenType == JsonTokenType.Null)
            {
                throw new JsonException(null, name, text.AsSpan(0, (int)reader.TokenStartIndex).Count((byte)'\n'), null);
            }
        }
    }
}
