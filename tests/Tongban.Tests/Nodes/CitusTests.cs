using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Tongban.Tests.Nodes;

/// <summary>
/// What Citus asks of a model, checked without Citus: on EF's model, and by running the script on a plain PostgreSQL with
/// stand-ins for Citus's functions. That every key of a centre's table begins with the centre is in HouseRulesTests.
/// </summary>
public sealed partial class CitusTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    // They refuse what Citus refuses: a foreign key to a table that is elsewhere, a unique index without the column.
    private const string StandIns =
        """
        create table pg_dist_partition (logicalrelid regclass primary key, way text, beside text);
        create function stand_in(id regclass, way text, beside text) returns void language plpgsql as $$
        begin
            if exists (select 1 from pg_constraint where contype = 'f' and (conrelid = id or confrelid = id)) then
                raise exception '% still has foreign keys', id;
            end if;
            if way <> 'reference' and exists (
                select 1 from pg_index where indrelid = id and indisunique and not exists (
                    select 1 from pg_attribute where attrelid = id and attname = way and attnum = any (indkey::int2[]))) then
                raise exception '% has a unique index without %', id, way;
            end if;
            if beside = 'centre' and not exists (select 1 from pg_dist_partition where logicalrelid = 'centre'::regclass) then
                raise exception '% comes before centre', id;
            end if;
            insert into pg_dist_partition values (id, way, beside);
        end $$;
        create function create_distributed_table(table_name regclass, distribution_column text, distribution_type text default 'hash', colocate_with text default 'default')
            returns void language sql as 'select stand_in(table_name, distribution_column, colocate_with)';
        create function create_reference_table(table_name regclass) returns void language sql as 'select stand_in(table_name, ''reference'', '''')';
        create function truncate_local_data_after_distributing_table(function_name regclass) returns void language sql as 'select 1';
        """;

    private const string Keys = "select string_agg(conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid), E'\\n' order by conrelid::regclass::text, conname) from pg_constraint where contype = 'f'";

    [Fact]
    public void The_script_names_every_table_and_its_way()
    {
        var wanted = Tables().Select(table => $"{table.Name} {table.Way}").Order(StringComparer.Ordinal).ToList();
        var named = Line().Matches(Script()).Select(line => $"{line.Groups[1].Value} {line.Groups[2].Value}").Order(StringComparer.Ordinal).ToList();

        Assert.True(
            wanted.SequenceEqual(named),
            $"The list in deploy/citus/distribute.sql should be:\n{string.Join(",\n", Tables().Select(table => $"    ('{table.Name}', '{table.Way}')"))};");
    }

    [Fact]
    public void No_key_leads_between_a_centres_tables_and_others()
    {
        var wrong = Model().GetEntityTypes().SelectMany(type => type.GetForeignKeys())
            .Where(key => IsOfCentre(key.DeclaringEntityType) != IsOfCentre(key.PrincipalEntityType) || (IsOfCentre(key.PrincipalEntityType) && key.PrincipalKey.Properties[0].Name != "CentreId"))
            .Select(key => key.GetConstraintName());

        Assert.Empty(wrong);
    }

    // Setting a key to null would change the column by which the row is distributed.
    [Fact]
    public void No_key_of_a_centres_table_is_set_to_null_by_the_database() => Assert.Empty(
        Model().GetEntityTypes().Where(IsOfCentre).SelectMany(type => type.GetForeignKeys())
            .Where(key => key.DeleteBehavior is DeleteBehavior.SetNull)
            .Select(key => key.GetConstraintName()));

    [Fact]
    public void A_row_is_versioned_by_a_column_of_its_own_and_nothing_runs_in_the_database()
    {
        var hidden = Model().GetEntityTypes().SelectMany(type => type.GetProperties())
            .Where(property => property.GetColumnName() == "xmin" || (IsOfCentre(property.DeclaringType) && (property.ValueGenerated != ValueGenerated.Never || property.GetDefaultValueSql() is not null || property.GetComputedColumnSql() is not null)))
            .Select(property => $"{property.DeclaringType.DisplayName()}.{property.Name}");
        var triggers = Model().GetEntityTypes().SelectMany(type => type.GetDeclaredTriggers()).Select(trigger => trigger.ModelName);
        var written = HouseRules.Sources().Where(file => Running().IsMatch(file.Text)).Select(file => file.Path);

        Assert.Empty(hidden.Concat(triggers).Concat(written));
        Assert.Empty(Model().GetSequences());
    }

    [Fact]
    public async Task The_script_distributes_everything_once_and_leaves_every_key_as_it_was()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, "SQLite is not distributed.");
        await using var database = await OwnDatabase.CreateAsync();
        await Assert.ThrowsAsync<PostgresException>(() => database.RunAsync(Script()));
        await database.RunAsync("rollback");
        var keys = await database.AskAsync(Keys);
        await database.RunAsync(StandIns);

        await database.RunAsync(Script());

        Assert.Equal(keys, await database.AskAsync(Keys));
        Assert.Equal(Tables().Count, int.Parse(await database.AskAsync("select count(*)::text from pg_dist_partition"), null));

        // A table that came with an update is taken in; the others stay.
        await database.RunAsync("delete from pg_dist_partition where logicalrelid in ('leg'::regclass, 'visit'::regclass)");
        await database.RunAsync(Script());

        Assert.Equal(keys, await database.AskAsync(Keys));
        Assert.Equal(Tables().Count, int.Parse(await database.AskAsync("select count(*)::text from pg_dist_partition"), null));
        await database.RunAsync("create table of_tomorrow (centre_id uuid)");
        var told = await Assert.ThrowsAsync<PostgresException>(() => database.RunAsync(Script()));
        Assert.Contains("different versions: of_tomorrow", told.MessageText, StringComparison.Ordinal);
    }

    private static List<(string Name, string Way)> Tables() => [.. Model().GetEntityTypes().Select(WayOf).Distinct()
        .OrderBy(table => table.Name != "centre").ThenBy(table => table.Way, StringComparer.Ordinal).ThenBy(table => table.Name, StringComparer.Ordinal)];

    private static (string Name, string Way) WayOf(IEntityType type) =>
        (type.GetTableName()!, IsOfCentre(type) ? "centre_id" : type.GetTableName() == "allowance" ? "key_hash" : "reference");

    private static bool IsOfCentre(IReadOnlyTypeBase type) => type.FindProperty("CentreId") is not null;

    private static IModel Model()
    {
        using var db = new PostgresDesign().CreateDbContext([]);
        return db.GetService<IDesignTimeModel>().Model;
    }

    private static string Script() => File.ReadAllText(Path.Combine(HouseRules.Repository(), "deploy", "citus", "distribute.sql"));

    [GeneratedRegex(@"^    \('(\w+)', '(\w+)'\)[,;]$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\bcreate\s+(or\s+replace\s+)?(constraint\s+)?(trigger|function|procedure|rule)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Running();

    /// <summary>A migrated database of its own, over one connection, dropped afterwards.</summary>
    private sealed class OwnDatabase(string text, NpgsqlConnection connection) : IAsyncDisposable
    {
        public static async Task<OwnDatabase> CreateAsync()
        {
            var text = TestDatabase.Nowhere();
            var options = Tongban.Shared.Data.DatabaseSetup.Postgres(new DbContextOptionsBuilder<PostgresTongbanDb>(), text).Options;
            await using (var db = new PostgresTongbanDb(options, new(), new(single: false)))
            {
                await db.Database.MigrateAsync(Stop);
            }

            var connection = new NpgsqlConnection(text);
            await connection.OpenAsync(Stop);
            return new OwnDatabase(text, connection);
        }

        public async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(Stop);
        }

        public async Task<string> AskAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (string)(await command.ExecuteScalarAsync(Stop))!;
        }

        public async ValueTask DisposeAsync()
        {
            await connection.DisposeAsync();
            await TestDatabase.DropAsync(text);
        }
    }
}
