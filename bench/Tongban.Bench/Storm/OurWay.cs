namespace Tongban.Bench.Storm;

/// <summary>Tongban as it is run in earnest: <c>POST /api/v1/bookings</c> with request key, chain, hours and fact.</summary>
internal sealed class OurWay(string name, District district) : IContestant
{
    private const string Item = "SU01";
    private IReadOnlyList<Guid> times = [];
    private long before;

    public string Name => name;

    public IReadOnlyList<Uri> Urls => district.Urls;

    public async Task<Func<int, byte[]>> PrepareAsync(Shape shape, string round)
    {
        times = await new StormOfHolds(district, Item).OpenAsync(shape.Slots, shape.Places);
        before = await district.ExecuteAsync("select count(*) from appointment");
        var bodies = times.Select(time => $"{{\"slotId\":\"{time}\",\"items\":[\"{Item}\"]}}").ToList();
        return n => Request.Post("/api/v1/bookings", bodies[n % bodies.Count], Keys.Of(round, n));
    }

    public async Task<Books> CheckAsync(string round)
    {
        var (oversold, mismatch, _) = await new StormOfHolds(district, Item).CheckAsync();
        var keys = await district.ExecuteAsync($"select count(*) from request_key where key like '{round}-%'");
        var made = await district.ExecuteAsync("select count(*) from appointment") - before;
        return new(oversold + mismatch, Math.Max(0, made - keys), Math.Min(made, keys));
    }

    public ValueTask DisposeAsync() => district.DisposeAsync();
}
