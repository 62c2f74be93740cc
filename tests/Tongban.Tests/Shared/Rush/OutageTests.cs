using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Shared.Rush;

public sealed class OutageTests
{
    public static TheoryData<string?, Exception> Failures { get; } = new()
    {
        { Outage.Busy, new BusyException(TimeSpan.FromSeconds(2)) },
        { Outage.Busy, new DbUpdateException("", Postgres(PostgresErrorCodes.DeadlockDetected)) },
        { Outage.Busy, Postgres(PostgresErrorCodes.TooManyConnections) },
        { Outage.Busy, new NpgsqlException("The connection pool has been exhausted", new TimeoutException()) },
        { Outage.Busy, new SqliteException("database is locked", 5) },
        { Outage.Away, new DatabaseAwayException() },
        { Outage.Away, new InvalidOperationException("transient", Postgres(PostgresErrorCodes.AdminShutdown)) },
        { Outage.Away, Postgres(PostgresErrorCodes.CannotConnectNow) },
        { Outage.Away, Postgres(PostgresErrorCodes.QueryCanceled) },
        { Outage.Away, new OperationCanceledException("Query was cancelled", Postgres(PostgresErrorCodes.QueryCanceled)) },
        { Outage.Away, new NpgsqlException("read", new IOException("reset")) },
        { Outage.Away, new OperationCanceledException("Query was cancelled", new TimeoutException()) },
        { Outage.NoRoom, new DbUpdateException("", new SqliteException("database or disk is full", 13)) },
        { Outage.NoRoom, Postgres(PostgresErrorCodes.DiskFull) },
        { Outage.NoRoom, new IOException("No space left on device", 28) },
        { null, new BadHttpRequestException("Unexpected end of request content.") },
        { null, new IOException("The client has gone.") },
        { null, Postgres(PostgresErrorCodes.UndefinedTable) },
        { null, new OperationCanceledException() },
        { null, new Refusal("request.key-reused") },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Failures))]
    public void A_failure_that_nobody_who_asked_is_to_blame_for_is_told_by_its_kind(string? kind, Exception failure) =>
        Assert.Equal(kind, Outage.Of(failure)?.Kind);

    private static PostgresException Postgres(string state) => new("", "ERROR", "ERROR", state);
}
