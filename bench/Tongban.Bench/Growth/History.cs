using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Tongban.Bench.Growth;

/// <summary>
/// Years of visits, copied from one specimen by statements that follow the model: each copy has ids, numbers and codes of
/// its own and lies on one of seven hundred days before.
/// </summary>
internal sealed class History(District district, TongbanDb db, Specimen specimen)
{
    private const int Days = 700;
    private static readonly string[] Owners = ["slot", "appointment", "visit", "leg", "service", "cases"];
    private static readonly string[] OneOfAKind = ["token", "code", "number", "query_code", "key"];
    private readonly bool isPostgres = db.Database.IsNpgsql();
    private int copies;

    /// <summary>Rows in all the tables that grow.</summary>
    public long Rows => copies * (long)rowsEach;

    private int rowsEach;

    /// <summary>So many rows in all.</summary>
    public async Task GrowToAsync(long rows)
    {
        rowsEach = rowsEach > 0 ? rowsEach : await CountAsync();
        const int step = 20_000;
        for (var wanted = (int)(rows / rowsEach); copies < wanted; copies += Math.Min(step, wanted - copies))
        {
            await CopyAsync(copies + 1, Math.Min(wanted, copies + step));
        }

        await district.ExecuteAsync(isPostgres ? "vacuum analyze" : "analyze");
        if (isPostgres)
        {
            // Years that came in minutes are not written out while one measures.
            await district.ExecuteAsync("checkpoint");
        }
    }

    private async Task<int> CountAsync()
    {
        var count = 0L;
        foreach (var (table, filter, _) in Tables())
        {
            count += await district.ExecuteAsync($"select count(*) from {table.GetTableName()} where {filter}");
        }

        return (int)count;
    }

    // One transaction, in the order in which rows refer to each other.
    private async Task CopyAsync(int from, int to)
    {
        var numbers = isPostgres
            ? $"(select n from generate_series({from}, {to}) as n) as copies"
            : $"(with recursive c(n) as (select {from} union all select n + 1 from c where n < {to}) select n from c) as copies";
        var statements = Tables().Select(one => $"insert into {one.Table.GetTableName()} ({string.Join(", ", Columns(one.Table).Select(Quoted))}) select {string.Join(", ", Columns(one.Table).Select(column => Copied(column, one.Keys)))} from {one.Table.GetTableName()} cross join {numbers} where {one.Filter}");
        await district.ExecuteAsync($"begin; {string.Join("; ", statements)}; commit;");
    }

    // The six that stand for themselves, then all that belongs to one of them.
    private IEnumerable<(IEntityType Table, string Filter, HashSet<string> Keys)> Tables()
    {
        foreach (var owner in Owners)
        {
            var type = Type(owner);
            yield return (type, $"id = {district.Literal(specimen.Ids[owner])}", [.. Mine(type).Keys, "id"]);
        }

        foreach (var part in new[] { "appointment_matter", "appointment_place", "case_material" })
        {
            var type = Type(part);
            var (column, owner) = Mine(type).First(pair => pair.Value != "slot");
            yield return (type, $"{column} = {district.Literal(specimen.Ids[owner])}", [.. Mine(type).Keys]);
        }

        yield return (Type("facts"), $"subject_id in ({string.Join(", ", specimen.Ids.Values.Select(district.Literal))})", ["id", "subject_id"]);
    }

    private IEntityType Type(string table) => db.Model.GetEntityTypes().First(type => type.GetTableName() == table);

    // Columns that refer to one of the six.
    private static Dictionary<string, string> Mine(IEntityType type) => type.GetForeignKeys()
        .Where(key => Owners.Contains(key.PrincipalEntityType.GetTableName()))
        .ToDictionary(key => key.Properties[^1].GetColumnName(), key => key.PrincipalEntityType.GetTableName()!);

    private static IEnumerable<IProperty> Columns(IEntityType type) => type.GetProperties();

    private static string Quoted(IProperty property) => $"\"{property.GetColumnName()}\"";

    private string Copied(IProperty property, HashSet<string> keys)
    {
        var (column, type) = (Quoted(property), Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
        return keys.Contains(property.GetColumnName()) ? Id(column)
            : type == typeof(DateTime) ? Earlier(column, isDay: false)
            : type == typeof(DateOnly) ? Earlier(column, isDay: true)
            : type == typeof(string) && OneOfAKind.Contains(property.GetColumnName()) && property.GetColumnName() != "key" ? Numbered(column)
            : column;
    }

    // Before everything that is of today: it is years old.
    private string Id(string column) => isPostgres
        ? $"(lpad(to_hex(n), 8, '0') || substr({column}::text, 9))::uuid"
        : $"printf('%08X', n) || substr({column}, 9)";

    private string Earlier(string column, bool isDay) => (isPostgres, isDay) switch
    {
        (true, true) => $"({column} - (1 + n % {Days}))",
        (true, false) => $"({column} - make_interval(days => 1 + n % {Days}, secs => n / {Days}))",
        (false, true) => $"date({column}, '-' || (1 + n % {Days}) || ' days')",
        _ => $"strftime('%Y-%m-%d %H:%M:%f', {column}, '-' || (1 + n % {Days}) || ' days', '-' || (n / {Days}) || ' seconds')",
    };

    private string Numbered(string column) => isPostgres
        ? $"substr({column}, 1, greatest(1, length({column}) - 8)) || lpad(n::text, 7, '0')"
        : string.Create(CultureInfo.InvariantCulture, $"substr({column}, 1, max(1, length({column}) - 8)) || printf('%07d', n)");
}
