using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Tongban.Appointments.Allotting;

/// <summary>What becomes of one slot's places: taken (above 0) or freed (below), public and staff.</summary>
/// <param name="Id">The slot.</param>
/// <param name="By">Public places.</param>
/// <param name="ByStaff">Staff places.</param>
/// <param name="Open">Public places that are open now, taken or not.</param>
internal sealed record SlotChange(Guid Id, int By, int ByStaff, int Open = int.MaxValue);

/// <summary>Writes the places of many slots: by one statement on PostgreSQL, by one that is prepared once on SQLite, which is no way off.</summary>
internal static class SlotRows
{
    private const string Change =
        """
        update slot set taken = slot.taken + given.by_public, staff_taken = slot.staff_taken + given.by_staff, version = slot.version + 1
        from
        """;

    private const string Guard =
        """
        as given
        where slot.centre_id = given.centre_id and slot.id = given.id
          and (slot.closed_at is null or (given.by_public <= 0 and given.by_staff <= 0))
          and slot.taken + given.by_public >= 0 and slot.staff_taken + given.by_staff >= 0
          and (given.by_public <= 0 or (slot.taken + given.by_public <= slot.capacity and slot.taken + given.by_public <= given.open))
          and (given.by_staff <= 0 or slot.staff_taken + given.by_staff <= slot.staff_capacity)
        """;

    private const string Postgres = $"{Change} (select {{0}} as centre_id, slots.* from unnest({{1}}, {{2}}, {{3}}, {{4}}) as slots (id, by_public, by_staff, open)) {Guard}";

    private const string Sqlite = $"{Change} (select $centre as centre_id, $id as id, $public as by_public, $staff as by_staff, $open as open) {Guard}";

    /// <returns>How many slots it could be written in: fewer than given where one is full, closed, or has not so many taken.</returns>
    public static Task<int> ChangeAsync(TongbanDb db, IReadOnlyList<SlotChange> slots, CancellationToken stop) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlRawAsync(Postgres, [db.CentreId, Each(slots, slot => slot.Id), Each(slots, slot => slot.By), Each(slots, slot => slot.ByStaff), Each(slots, slot => slot.Open)], stop)
        : Task.FromResult(OnSqlite(db, slots));

    private static T[] Each<T>(IReadOnlyList<SlotChange> slots, Func<SlotChange, T> of) => [.. slots.Select(of)];

    private static int OnSqlite(TongbanDb db, IReadOnlyList<SlotChange> slots)
    {
        using var command = ((SqliteConnection)db.Database.GetDbConnection()).CreateCommand();
        (command.CommandText, command.Transaction) = (Sqlite, (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        command.Parameters.AddWithValue("$centre", db.CentreId);
        string[] names = ["$id", "$public", "$staff", "$open"];
        var given = names.Select(name => command.Parameters.AddWithValue(name, 0)).ToList();
        return slots.Sum(slot =>
        {
            (given[0].Value, given[1].Value, given[2].Value, given[3].Value) = (slot.Id, slot.By, slot.ByStaff, slot.Open);
            return command.ExecuteNonQuery();
        });
    }
}
