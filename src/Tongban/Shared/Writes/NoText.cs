namespace Tongban.Shared.Writes;

/// <summary>Character 0 is no text: PostgreSQL takes none, and nobody types it. Found in whatever it travels in, before anything reads it.</summary>
public static class NoText
{
    public static bool IsIn(QueryString address) => address.Value?.Contains("%00", StringComparison.Ordinal) == true;

    /// <param name="json">A body, not yet read.</param>
    public static bool IsIn(ReadOnlySpan<byte> json) => json.IndexOf("\\u0000"u8) >= 0;

    /// <summary>Some forms the server itself cannot read then.</summary>
    public static async Task<bool> IsInFormAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType)
        {
            return false;
        }

        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted)).Any(field => field.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true));
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
