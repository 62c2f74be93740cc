using Npgsql;
using Tongban.Bench.Storm.Usual;

namespace Tongban.Bench.Storm;

/// <summary>One of the usual ways, in a server of its own with tables of its own: a slot, and for each booking a key, a cap, the booking and a fact.</summary>
internal sealed class UsualWay : IContestant
{
    private readonly Server server;
    private readonly string? database;
    private readonly string way;

    private UsualWay(string name, string way, int most, Server server, string? database) => (Name, this.way, MostRequests, this.server, this.database) = (name, way, most, server, database);

    public string Name { get; }

    public int MostRequests { get; }

    public IReadOnlyList<Uri> Urls => [server.Url];

    public static async Task<UsualWay> StartAsync(string name, string way, string? admin, int most = int.MaxValue)
    {
        var database = admin is null ? null : await District.NewDatabaseAsync(admin);
        if (database is not null)
        {
            await ExecuteAsync(database, UsualTables.Sql);
        }

        var environment = new Dictionary<string, string?> { ["BENCH_POSTGRES"] = database };
        return new(name, way, most, await Server.StartAsync(typeof(UsualWay).Assembly.Location, ["usual", way], "/ready", environment), database);
    }

    public async Task<Func<int, byte[]>> PrepareAsync(Shape shape, string round)
    {
        var slots = Enumerable.Range(0, shape.Slots).Select(_ => Guid.CreateVersion7()).ToList();
        if (database is not null)
        {
            await ExecuteAsync(database, $"insert into slot (id, capacity, taken) values {string.Join(", ", slots.Select(slot => $"('{slot}', {shape.Places}, 0)"))}");
        }

        var bodies = slots.Select(slot => $"{{\"slotId\":\"{slot}\"}}").ToList();
        return n => Request.Post("/bookings", bodies[n % bodies.Count], Keys.Of(round, n));
    }

    public async Task<Books> CheckAsync(string round)
    {
        if (database is null)
        {
            return new(0, 0, long.MaxValue);
        }

        var oversold = await ExecuteAsync(database, "select count(*) from slot s where taken > capacity or taken <> (select count(*) from booking b where b.slot_id = s.id)");
        var made = await ExecuteAsync(database, $"select count(*) from booking where key like '{round}-%'");
        var keys = await ExecuteAsync(database, $"select count(distinct key) from booking where key like '{round}-%'");
        return new(oversold, made - keys, keys);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static async Task<long> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is long count ? count : 0;
    }

    public override string ToString() => way;
}
