using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tongban.Shared.Data;

/// <summary>Every connection, statement and commit of EF is asked by <see cref="DatabaseWatch"/>, whoever forgot to hand a token on.</summary>
internal static class NobodyWaits
{
    // Npgsql sends BEGIN along with a transaction's first statement, and until BEGIN is answered it cannot be cancelled.
    // That statement has a time limit of its own, which is long for what it is: a request's key is looked at or put down.
    // Its end may take two seconds more, in which the driver tries to tell the server: all of it must stay well under five.
    private const int SecondsForFirst = 1;
    private const int Usual = 30;

    private static readonly ConditionalWeakTable<DbTransaction, object> Begun = [];

    public static IInterceptor[] For(DatabaseWatch watch) => [new Connections(watch), new Statements(watch, Begun), new Commits(watch, Begun)];

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

    private sealed class Statements(DatabaseWatch watch, ConditionalWeakTable<DbTransaction, object> begun) : DbCommandInterceptor
    {
        private readonly ConcurrentDictionary<DbCommand, DatabaseWait> reading = new(ReferenceEqualityComparer.Instance);

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            InterceptionResult<DbDataReader>.SuppressWithResult(await ReadAsync(command, cancellationToken));

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
        {
            if (reading.TryRemove(command, out var wait))
            {
                wait.Dispose();
            }

            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            InterceptionResult<int>.SuppressWithResult(await watch.AskAsync(InTime(command).ExecuteNonQueryAsync, cancellationToken));

        public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            InterceptionResult<object>.SuppressWithResult((await watch.AskAsync(InTime(command).ExecuteScalarAsync, cancellationToken))!);

        // Whoever has set a limit knows why: migrations wait for one another.
        private DbCommand InTime(DbCommand command)
        {
            if (command.Transaction is { } transaction && begun.Remove(transaction) && command.CommandTimeout == Usual)
            {
                command.CommandTimeout = SecondsForFirst;
            }

            return command;
        }

        // Rows may stop coming in the middle: whoever reads them waits until they have all been read.
        private async Task<DbDataReader> ReadAsync(DbCommand command, CancellationToken stop)
        {
            var wait = watch.Begin(command, stop);
            try
            {
                var reader = await InTime(command).ExecuteReaderAsync(wait.Token);
                reading[command] = wait;
                return reader;
            }
            catch (Exception failure)
            {
                wait.Dispose();
                if (wait.IsLetGo && !stop.IsCancellationRequested)
                {
                    throw new DatabaseAwayException(failure);
                }

                throw;
            }
        }
    }

    private sealed class Commits(DatabaseWatch watch, ConditionalWeakTable<DbTransaction, object> begun) : DbTransactionInterceptor
    {
        public override ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            // The driver uses its transactions again; one in which nothing was asked is still on the list.
            begun.AddOrUpdate(result, begun);
            return ValueTask.FromResult(result);
        }

        public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            await watch.AskAsync(transaction.CommitAsync, cancellationToken);
            return InterceptionResult.Suppress();
        }
    }
}
