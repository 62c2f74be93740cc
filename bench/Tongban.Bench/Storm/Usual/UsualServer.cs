using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tongban.Bench.Storm.Usual;

/// <summary>The usual ways to give places away, an endpoint each: <c>tongban-bench usual WAY --port N</c>.</summary>
internal static class UsualServer
{
    private delegate Task<int> Way(HttpContext http, Guid slot, string key);

    public static async Task RunAsync(string way, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        var database = Environment.GetEnvironmentVariable("BENCH_POSTGRES") is { Length: > 0 } given ? $"{given};Maximum Pool Size=32;Max Auto Prepare=50;No Reset On Close=true" : null;
        if (database is not null)
        {
            builder.Services.AddSingleton(new NpgsqlDataSourceBuilder(database).Build());
            builder.Services.AddDbContextPool<UsualDb>(options => options.UseNpgsql(database).UseSnakeCaseNamingConvention());
        }

        await using var redis = way == "redis" ? new RedisPool(int.Parse(Environment.GetEnvironmentVariable("BENCH_REDIS")!, CultureInfo.InvariantCulture)) : null;
        Way book = way switch
        {
            "empty" => (_, _, _) => Task.FromResult(StatusCodes.Status201Created),
            "serializable" => Serializable.BookAsync,
            "for-update" => ForUpdate.BookAsync,
            "guarded" => Guarded.BookAsync,
            "redis" => (_, slot, key) => redis!.BookAsync(slot, key),
            _ => throw new ArgumentException($"Nobody knows the way '{way}'."),
        };
        await using var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapPost("/bookings", async (HttpContext http) =>
        {
            var wish = await http.Request.ReadFromJsonAsync<UsualWish>();
            http.Response.StatusCode = await book(http, wish!.SlotId, http.Request.Headers["Idempotency-Key"].ToString());
            http.Response.ContentLength = 0;
        });
        await app.RunAsync();
    }
}

/// <summary>EF Core: read, decide, save; the database finds the conflicts and it is tried again.</summary>
internal static class Serializable
{
    private const int Tries = 200;

    public static async Task<int> BookAsync(HttpContext http, Guid slot, string key)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            await using var scope = http.RequestServices.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<UsualDb>();
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable);
                var status = await EfBooking.BookAsync(db, await db.Slots.SingleAsync(one => one.Id == slot), key);
                await transaction.CommitAsync();
                return status;
            }
            catch (Exception conflict) when (IsConflict(conflict))
            {
                await Task.Delay(Random.Shared.Next(1, 105));
            }
        }

        return StatusCodes.Status503ServiceUnavailable;
    }

    private static bool IsConflict(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation })
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>EF Core: the slot's row is locked first, and everybody queues for it.</summary>
internal static class ForUpdate
{
    public static async Task<int> BookAsync(HttpContext http, Guid slot, string key)
    {
        var db = http.RequestServices.GetRequiredService<UsualDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var locked = await db.Slots.FromSql($"select * from slot where id = {slot} for update").SingleAsync();
        var status = await EfBooking.BookAsync(db, locked, key);
        await transaction.CommitAsync();
        return status;
    }
}

internal static class EfBooking
{
    public static async Task<int> BookAsync(UsualDb db, UsualSlot slot, string key)
    {
        if (await db.Bookings.AnyAsync(booking => booking.Key == key))
        {
            return StatusCodes.Status201Created;
        }

        if (slot.Taken >= slot.Capacity)
        {
            return StatusCodes.Status422UnprocessableEntity;
        }

        var (now, id) = (DateTime.UtcNow, Guid.CreateVersion7());
        slot.Taken++;
        db.Add(new UsualKey(key, now));
        db.Add(new UsualCap(key, 1));
        db.Add(new UsualBooking(id, slot.Id, key, now));
        db.Add(new UsualFact(Guid.CreateVersion7(), id, "appointment.held", now));
        await db.SaveChangesAsync();
        return StatusCodes.Status201Created;
    }
}

/// <summary>One statement and one round trip: its <c>where</c> is the guard.</summary>
internal static class Guarded
{
    private const string Sql =
        """
        with known as (select 1 from booking where key = $2),
        place as (update slot set taken = taken + 1 where id = $1 and taken < capacity and not exists (select from known) returning id),
        made as (insert into booking (id, slot_id, key, at) select $3, id, $2, $5 from place),
        keyed as (insert into request_key (key, at) select $2, $5 from place),
        capped as (insert into cap (person, bookings) select $2, 1 from place on conflict (person) do update set bookings = cap.bookings + 1),
        told as (insert into fact (id, booking_id, what, at) select $4, $3, 'appointment.held', $5 from place)
        select (select count(*) from place) + (select count(*) from known)
        """;

    public static async Task<int> BookAsync(HttpContext http, Guid slot, string key)
    {
        try
        {
            await using var command = http.RequestServices.GetRequiredService<NpgsqlDataSource>().CreateCommand(Sql);
            foreach (var value in new object[] { slot, key, Guid.CreateVersion7(), Guid.CreateVersion7(), DateTime.UtcNow })
            {
                command.Parameters.Add(new() { Value = value });
            }

            return (long)(await command.ExecuteScalarAsync())! > 0 ? StatusCodes.Status201Created : StatusCodes.Status422UnprocessableEntity;
        }
        catch (PostgresException same) when (same.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // The same key at the same moment: the other has made it.
            return StatusCodes.Status201Created;
        }
    }
}
