using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Tests.Shared.Rush;

public sealed class NewRowsTests
{
    [Fact]
    public async Task What_is_written_at_once_is_stored_as_what_is_saved_one_by_one()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var now = app.Clock.Now.AddMilliseconds(7);
        Slot New(int hour) => new(CurrentCentre.First, hall.Site.Id, hall.Group.Id, app.Clock.Today, now.AddHours(hour), now.AddHours(hour + 1), 5, 2, now, Actor.System);
        var (saved, written) = (New(1), New(2));

        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<TongbanDb>();
            await using var transaction = await db.BeginAsync();
            db.Add(saved);
            await db.SaveChangesAsync();
            await services.GetRequiredService<NewRows>().AddWithFactsAsync([written]);
            await transaction.CommitAsync();
            return 0;
        });

        Assert.Equal(await RowAsync(app, "slot", "id", saved.Id, "id", "starts_at", "ends_at"), await RowAsync(app, "slot", "id", written.Id, "id", "starts_at", "ends_at"));
        Assert.Equal(await RowAsync(app, "facts", "subject_id", saved.Id, "id", "subject_id"), await RowAsync(app, "facts", "subject_id", written.Id, "id", "subject_id"));
        var read = await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().SingleAsync(slot => slot.Id == written.Id));
        Assert.Equal((written.StartsAt, written.On, written.Capacity, written.Version), (read.StartsAt, read.On, read.Capacity, read.Version));
        Assert.Empty(written.Unsaved);
    }

    // Each column with its type, as the database has it; without those that must differ.
    private static Task<List<string>> RowAsync(TongbanApp app, string table, string key, Guid id, params string[] without) => app.WithDbAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"select * from {table} where upper(cast({key} as text)) = '{id.ToString().ToUpperInvariant()}'";
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return reader.GetColumnSchema().Where(column => !without.Contains(column.ColumnName)).Select(column => $"{column.ColumnName} {column.DataType} {Text(reader, column)}").ToList();
    });

    private static string Text(DbDataReader reader, DbColumn column) => reader.IsDBNull(column.ColumnOrdinal!.Value) ? "null" : $"{reader.GetValue(column.ColumnOrdinal.Value)}";
}
