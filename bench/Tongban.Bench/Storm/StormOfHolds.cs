namespace Tongban.Bench.Storm;

/// <summary>Thousands ask for a place at once, over HTTP, with a key each; every twentieth sends its request twice.</summary>
internal sealed class StormOfHolds(District district, string item)
{
    /// <summary>Makes room: so many places in each of the slots, all free.</summary>
    public async Task<IReadOnlyList<Guid>> OpenAsync(int slots, int places)
    {
        var times = await district.TimesAsync(item, slots);
        if (times.Count < slots)
        {
            throw new InvalidOperationException($"Only {times.Count} times are offered.");
        }

        foreach (var time in times)
        {
            await district.ExecuteAsync($"update slot set capacity = taken + {places} where id = {district.Literal(time)}");
        }

        return times;
    }

    public async Task<Result> PressAsync(IReadOnlyList<Guid> times, int requests, int connections, string round, Connections? held = null)
    {
        var bodies = times.Select(time => $"{{\"slotId\":\"{time}\",\"items\":[\"{item}\"]}}").ToList();
        return await new Load(district.Urls, connections, n => Request.Post("/api/v1/bookings", bodies[Keys.Asked(n) % bodies.Count], KeyOf(round, n))).RunAsync(requests, held: held);
    }

    /// <summary>What must never be: more taken than there is, taken and kept not the same, an answer without its row.</summary>
    public async Task<(long Oversold, long Mismatch, long Kept)> CheckAsync()
    {
        var oversold = await district.ExecuteAsync("select count(*) from slot where taken > capacity");
        var mismatch = await district.ExecuteAsync(
            """
            select count(*) from slot s
            where s.taken > 0 and s.taken <> (select count(*) from appointment_place p join appointment a on a.centre_id = p.centre_id and a.id = p.appointment_id
                              where p.centre_id = s.centre_id and p.slot_id = s.id and a.status in ('Held', 'Booked', 'CheckedIn', 'Missed') and a.kind = 'Public')
                + (select count(*) from cooling_place c where c.centre_id = s.centre_id and c.slot_id = s.id)
            """);
        return (oversold, mismatch, await district.ExecuteAsync("select count(*) from appointment where status = 'Held'"));
    }

    private static string KeyOf(string round, int n) => $"{Keys.Of(round, n)}-of-holds";
}
