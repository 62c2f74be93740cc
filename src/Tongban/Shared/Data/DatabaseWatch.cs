using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using Tongban.Shared.Setup;

namespace Tongban.Shared.Data;

/// <summary>
/// Knows whether PostgreSQL answers. A network that is cut says nothing at all, and whoever waits for it would hang until
/// a time-out of half a minute: this asks four times a second, lets everybody go who waits while there is no answer, and turns
/// away who comes meanwhile. Slow is something else: a database that answers is waited for.
/// </summary>
public sealed class DatabaseWatch(TongbanSettings settings, ILogger<DatabaseWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    // The driver tries to tell the server of every statement whose time is up, and blocks a thread of the pool with it. The
    // pool would get a new one only every half second, and whoever is to be told anything would wait for that.
    private const int ThreadsWhileAway = 128;

    private readonly ConcurrentDictionary<DatabaseWait, byte> waiting = new();
    private NpgsqlConnection? kept;
    private volatile bool isAway;

    /// <summary>How long it waits for an answer before nobody waits any more.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>No answer at present. SQLite is never away: it lies in this machine.</summary>
    public bool IsAway => isAway;

    /// <summary>Asks the database something, for as long as it is there.</summary>
    /// <exception cref="DatabaseAwayException">It is not, or went away meanwhile.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> question, CancellationToken stop)
    {
        using var wait = Begin(command: null, stop);
        try
        {
            return await question(wait.Token);
        }
        catch (Exception failure) when (wait.IsLetGo && !stop.IsCancellationRequested)
        {
            throw new DatabaseAwayException(failure);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(Func<CancellationToken, Task> question, CancellationToken stop) => AskAsync(
        async token =>
        {
            await question(token);
            return true;
        },
        stop);

    public override void Dispose()
    {
        kept?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Postgres is not { } connection)
        {
            return;
        }

        var prudent = DatabaseSetup.Prudent(connection);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Found(await AnswersAsync(prudent, stoppingToken), prudent);
        }
    }

    // In this order: whoever comes between the two is let go by one or the other. A statement on a connection that is
    // open is begun nevertheless, so that the connection breaks and nobody waits for its rollback either.
    internal DatabaseWait Begin(DbCommand? command, CancellationToken stop)
    {
        var wait = new DatabaseWait(gone => waiting.TryRemove(gone, out _), command, stop);
        waiting.TryAdd(wait, 0);
        if (isAway)
        {
            wait.LetGo();
        }

        return wait;
    }

    private void Found(bool answers, string connection)
    {
        if (answers == !isAway)
        {
            return;
        }

        isAway = !answers;
        if (answers)
        {
            log.LogWarning("The database answers again");
            return;
        }

        log.LogError("The database does not answer: nobody waits for it until it does");
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, ThreadsWhileAway), completions);
        using (var pool = new NpgsqlConnection(connection))
        {
            // What lies in the pool leads to where nobody answers any more.
            NpgsqlConnection.ClearPool(pool);
        }

        foreach (var wait in waiting.Keys)
        {
            wait.LetGo();
        }
    }

    // On a connection of its own. One that does not answer in time is left behind: it ends by its own time-out.
    private async Task<bool> AnswersAsync(string connection, CancellationToken stop)
    {
        var asked = kept ?? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        kept = null;
        var question = QuestionAsync(asked, stop);
        try
        {
            await question.WaitAsync(Patience, stop);
            kept = asked;
            return true;
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or IOException or OperationCanceledException or InvalidOperationException)
        {
            _ = question.ContinueWith(_ => asked.DisposeAsync().AsTask(), TaskScheduler.Default);
            return stop.IsCancellationRequested || (failure is PostgresException said && !DatabaseTrouble.IsDown(said));
        }
    }

    private static async Task QuestionAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        if (connection.State != System.Data.ConnectionState.Open)
        {
            await connection.OpenAsync(stop);
        }

        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(stop);
    }
}

/// <summary>Somebody who waits for the database.</summary>
internal sealed class DatabaseWait : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly Action<DatabaseWait> ended;
    private readonly DbCommand? command;

    public DatabaseWait(Action<DatabaseWait> ended, DbCommand? command, CancellationToken stop) =>
        (this.ended, this.command, source) = (ended, command, CancellationTokenSource.CreateLinkedTokenSource(stop));

    public CancellationToken Token => source.Token;

    public bool IsLetGo { get; private set; }

    // On a thread of its own: PostgreSQL's driver first tries to tell the server, and blocks for as long as a connection may take.
    public void LetGo()
    {
        IsLetGo = true;
        new Thread(Cancel) { IsBackground = true, Name = "database away" }.Start();
    }

    public void Dispose()
    {
        ended(this);
        source.Dispose();
    }

    private void Cancel()
    {
        try
        {
            source.Cancel();
            command?.Cancel();
        }
        catch (Exception answered) when (answered is ObjectDisposedException or InvalidOperationException or DbException)
        {
            // In the same moment.
        }
    }
}

/// <summary>The database does not answer: nobody's command is to blame, and it may or may not have been done.</summary>
public sealed class DatabaseAwayException(Exception? inner = null) : DbException("The database does not answer.", inner)
{
    public override bool IsTransient => true;
}
