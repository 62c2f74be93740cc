using System.Text;
using Tongban.Kernel;

namespace Tongban.Shared.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">The items, in the list's order.</param>
/// <param name="Next">Give it as <c>cursor</c> to get what follows; absent at the end.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Pages by a cursor: it names the last item that was given, so a list that grows meanwhile repeats nothing.</summary>
public static class Paging
{
    public const int Usual = 20;
    public const int Most = 100;

    /// <remarks>Refusals: <c>api.limit</c>, <c>api.cursor</c>.</remarks>
    public static ApiPage<TOut> Page<T, TOut>(this IReadOnlyList<T> all, int? limit, string? cursor, Func<T, string> key, Func<T, TOut> tell)
    {
        var count = CountOf(limit);
        var from = StartOf(all, cursor, key);
        var shown = all.Skip(from).Take(count).ToList();
        return new([.. shown.Select(tell)], from + shown.Count < all.Count ? Write(key(shown[^1])) : null);
    }

    /// <summary>How many were asked for.</summary>
    /// <remarks>Refusal: <c>api.limit</c>.</remarks>
    public static int CountOf(int? limit)
    {
        var count = limit ?? Usual;
        Refusal.Unless(count is >= 1 and <= Most, "api.limit", Most);
        return count;
    }

    private static int StartOf<T>(IReadOnlyList<T> all, string? cursor, Func<T, string> key)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return 0;
        }

        var last = Read(cursor);
        var at = all.Select(key).ToList().IndexOf(last);
        Refusal.Unless(at >= 0, "api.cursor");
        return at + 1;
    }

    internal static string Write(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    internal static string Read(string cursor)
    {
        var text = cursor.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes.AsSpan(0, length))
            : throw new Refusal("api.cursor");
    }
}
