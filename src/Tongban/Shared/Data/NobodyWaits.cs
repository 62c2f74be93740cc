using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tongban.Shared.Data;

/// <summary>Every connection, statement and commit of EF is asked by <see cref="DatabaseWatch"/>, whoever forgot to hand a token on.</summary>
internal static class NobodyWaits
{
    public static IInterceptor[] For(DatabaseWatch watch) => [new Connections(watch), new Statements(watch), new Commits(watch)];

    private sealed class Connections(DatabaseWatch watch) : DbConnectionInterceptor
    {
        public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            if (watch.IsAway)
            {
                throw new DatabaseAwayException();
            }

            await watch.AskAsync(connection.OpenAsync, cancellationToken);
            return InterceptionResult.Suppress();
        }
    }

    private sealed class Statements(DatabaseWatch watch) : DbCommandInterceptor
    {
        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            InterceptionResult<DbDataReader>.SuppressWithResult(await watch.AskAsync(command.ExecuteReaderAsync, cancellationToken));

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            InterceptionResult<int>.SuppressWithResult(await watch.AskAsync(command.ExecuteNonQueryAsync, cancellationToken));

        public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            InterceptionResult<object>.SuppressWithResult((await watch.AskAsync(command.ExecuteScalarAsync, cancellationToken))!);
    }

    private sealed class Commits(DatabaseWatch watch) : DbTransactionInterceptor
    {
        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await watch.AskAsync(transaction.CommitAsync, cancellationToken);
            return InterceptionResult.Suppress();
        }
    }
}
