using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tongban.Shared.Rush;

namespace Tongban.Shared.Data;

/// <summary>What can go wrong with a database, by what is to be done about it.</summary>
internal static class DatabaseTrouble
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int NoSpaceLeft = 28;

    /// <summary>Another transaction was in the way: run it again.</summary>
    public static bool IsConflict(Exception failure) =>
        failure is KeyTakenException or TakenMeanwhileException || Find<PostgresException>(failure) is { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>The database does not answer, or has no room: nobody's command is to blame.</summary>
    public static bool IsAway(Exception failure) =>
        Find<DbException>(failure) switch
        {
            DatabaseAwayException => true,
            // Cancelled by the watch over the database, in the middle of its rows too (NobodyWaits); whoever has left reads no answer.
            PostgresException postgres => postgres.IsTransient || postgres.SqlState == PostgresErrorCodes.QueryCanceled,
            NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or TimeoutException,
            SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked or SqliteInputOutput or SqliteFull or SqliteCannotOpen,
            _ => Find<IOException>(failure) is not null || Find<TimeoutException>(failure) is not null,
        };

    /// <summary>The database has said it, or its driver; a broken upload is something else.</summary>
    public static bool IsOfDatabase(Exception failure) => Find<DbException>(failure) is not null || Find<OperationCanceledException>(failure)?.InnerException is TimeoutException;

    /// <summary>The disk is full, the database's or the files'.</summary>
    public static bool IsFull(Exception failure) =>
        Find<PostgresException>(failure) is { SqlState: PostgresErrorCodes.DiskFull }
        || Find<SqliteException>(failure) is { SqliteErrorCode: SqliteFull }
        || (Find<IOException>(failure)?.HResult & 0xFFFF) == NoSpaceLeft;

    /// <summary>It answers, but only that others wait before: locks, too many connections, a conflict.</summary>
    public static bool IsBusy(Exception failure) => Find<DbException>(failure) switch
    {
        PostgresException postgres => postgres.IsTransient && !IsDown(postgres),
        NpgsqlException npgsql => npgsql.InnerException is TimeoutException,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        _ => false,
    };

    /// <summary>The server says that it is stopping, has crashed or is only starting.</summary>
    public static bool IsDown(PostgresException said) => said.SqlState.StartsWith("57P", StringComparison.Ordinal);

    private static T? Find<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found)
            {
                return found;
            }
        }

        return null;
    }
}
