using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Tongban.Kernel;

namespace Tongban.Shared.Rush;

/// <summary>
/// Many new rows at once, past the change tracker and inside the caller's transaction: binary COPY on PostgreSQL, one
/// prepared statement on SQLite. What a column is and how a value is stored comes from the model, as for every save.
/// </summary>
public sealed class NewRows(TongbanDb db)
{
    /// <summary>Entities with the facts of their moves.</summary>
    public async Task AddWithFactsAsync<T>(IReadOnlyCollection<T> entities)
        where T : Entity
    {
        await AddAsync(entities);
        await AddAsync(entities.SelectMany(entity => entity.Unsaved));
        foreach (var entity in entities)
        {
            entity.FactsAreSaved();
        }
    }

    /// <remarks>A unique index that is hit is an exception: what may be taken by somebody else is looked at before.</remarks>
    public Task AddAsync<T>(IEnumerable<T> rows)
        where T : class
    {
        var all = rows as IReadOnlyCollection<T> ?? [.. rows];
        var columns = Columns.Of(db.Model.FindEntityType(typeof(T))!);
        return all.Count == 0 ? Task.CompletedTask
            : db.Database.GetDbConnection() is NpgsqlConnection postgres ? CopyAsync(postgres, columns, all)
            : InsertAsync(columns, all);
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, Columns columns, IReadOnlyCollection<T> rows)
        where T : class
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {columns.Table} ({columns.Names}) from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var column in columns.All)
            {
                await (column.Value(row) is { } value ? copy.WriteAsync(value, column.StoreType) : copy.WriteNullAsync());
            }
        }

        await copy.CompleteAsync();
    }

    private async Task InsertAsync<T>(Columns columns, IReadOnlyCollection<T> rows)
        where T : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"insert into {columns.Table} ({columns.Names}) values ({columns.Parameters})";
        var parameters = columns.All.Select(column => Parameter(command, column)).ToList();
        foreach (var row in rows)
        {
            for (var n = 0; n < parameters.Count; n++)
            {
                parameters[n].Value = columns.All[n].Value(row) ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private static DbParameter Parameter(DbCommand command, Column column)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = column.Parameter;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
