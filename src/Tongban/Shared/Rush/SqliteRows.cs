using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tongban.Shared.Rush;

/// <summary>
/// One statement, prepared once and run for each row. The provider's command costs more a row than SQLite itself does; what
/// is stored is the same (a test compares).
/// </summary>
internal static class SqliteRows
{
    private const int DayLength = 10;

    public static void Insert<T>(SqliteConnection connection, Columns columns, IEnumerable<T> rows)
        where T : class
    {
        var database = connection.Handle!;
        Check(database, raw.sqlite3_prepare_v2(database, $"insert into {columns.Table} ({columns.Names}) values ({columns.Parameters})", out var statement));
        using (statement)
        {
            foreach (var row in rows)
            {
                for (var n = 0; n < columns.All.Count; n++)
                {
                    Check(database, Bind(statement, n + 1, columns.All[n].Value(row)));
                }

                Check(database, raw.sqlite3_step(statement), raw.SQLITE_DONE);
                Check(database, raw.sqlite3_reset(statement));
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => raw.sqlite3_bind_text(statement, index, text),
        Guid id => BindId(statement, index, id),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        bool flag => raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0),
        DateTime instant => BindInstant(statement, index, instant),
        DateOnly day => BindText(statement, index, day, "O"),
        TimeOnly time => BindText(statement, index, time, time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.fffffff"),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        _ => throw new NotSupportedException($"No column holds a {value.GetType().Name}."),
    };

    private static int BindId(sqlite3_stmt statement, int index, Guid id)
    {
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        return raw.sqlite3_bind_text(statement, index, text);
    }

    // "yyyy-MM-dd HH:mm:ss.FFFFFFF", as the provider writes it; a pattern would be read anew for each of them.
    private static int BindInstant(sqlite3_stmt statement, int index, DateTime instant)
    {
        Span<byte> text = stackalloc byte[32];
        DateTime.SpecifyKind(instant, DateTimeKind.Unspecified).TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        text[DayLength] = (byte)' ';
        return raw.sqlite3_bind_text(statement, index, text[..length].TrimEnd((byte)'0').TrimEnd((byte)'.'));
    }

    private static int BindText<T>(sqlite3_stmt statement, int index, T value, string format)
        where T : IUtf8SpanFormattable
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        return raw.sqlite3_bind_text(statement, index, text[..length]);
    }

    private static void Check(sqlite3 database, int result, int expected = raw.SQLITE_OK)
    {
        if (result != expected)
        {
            throw new SqliteException(raw.sqlite3_errmsg(database).utf8_to_string(), result, raw.sqlite3_extended_errcode(database));
        }
    }
}
