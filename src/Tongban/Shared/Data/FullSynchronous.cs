using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tongban.Shared.Data;

/// <summary>What was acknowledged survives a power cut: every commit reaches the disk.</summary>
internal sealed class FullSynchronous : DbConnectionInterceptor
{
    // The log is carried over by Checkpoints; a writer does it only where that has fallen 256 MB behind, or does not run.
    // What a savepoint may have to undo is kept in memory and not in a file.
    private const string Pragmas = "pragma synchronous = full; pragma wal_autocheckpoint = 64000; pragma temp_store = memory;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
