using System.Globalization;

namespace Tongban.Bench.HallDay;

/// <summary>
/// A day of 5,000 visitors at 40 windows, replayed over HTTP against the program as it is served, quicker than in earnest;
/// then 400 clerks at 400 windows. Afterwards the books are checked.
/// </summary>
internal static class HallDayBench
{
    private const int Visitors = 5000;
    private const int Windows = 40;

    /// <summary>What a service takes in a hall that is used to four fifths, and how long the hall is open.</summary>
    private static readonly TimeSpan Day = TimeSpan.FromHours(7);
    private static readonly TimeSpan Service = TimeSpan.FromSeconds(Day.TotalSeconds * Windows / Visitors * 0.8);

    public static async Task RunAsync(string name, string? admin, double speed, int visitors = Visitors)
    {
        await using var district = await District.DemoAsync(admin, "2026-11-24T09:00");
        using var manager = await Person.SignInAsync(district.Urls[0], "manager");
        using var listener = await Person.SignInAsync(district.Urls[0], "manager");
        using var board = new Board(listener, "H01");
        board.Begin();
        await ClerksAsync(district);
        var clerks = await SeatAsync(district, Windows);
        Head();
        var day = await new HallRun(manager, clerks, board, await WindowsOfAsync(district)).RunAsync(visitors, Day / speed / visitors, Service / speed);
        Row($"{name}: {Windows} windows, {visitors} visitors", Day / day.Took * visitors / Visitors, day, district);
        Console.WriteLine(await BooksAsync(district));

        // Four hundred: each at a window of their own, a key every ten seconds.
        await MoreWindowsAsync(district, 400);
        clerks = [.. clerks, .. await SeatAsync(district, 400, Windows)];
        using var second = new Board(listener, "H01");
        second.Begin();
        var many = await new HallRun(manager, clerks, second, await WindowsOfAsync(district)).RunAsync(1200, TimeSpan.FromSeconds(0.06), TimeSpan.FromSeconds(24));
        Row($"{name}: 400 clerks, a key every ten seconds", null, many, district);
        Console.WriteLine(await BooksAsync(district));
    }

    private static void Head()
    {
        Console.WriteLine("| | times a real day's pace | a key p50 / p95 ms | key and page p50 / p95 ms | call to board p50 / p95 ms | arrival to board, armed p95 ms | kiosk number p95 ms | memory MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
    }

    private static void Row(string name, double? speed, HallTimes times, District district) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {speed:0} | {HallTimes.At(times.Keys, .5):0} / {HallTimes.At(times.Keys, .95):0} | {HallTimes.At(times.Pages, .5):0} / {HallTimes.At(times.Pages, .95):0} | {HallTimes.At(times.Calls, .5):0} / {HallTimes.At(times.Calls, .95):0} | {HallTimes.At(times.ByItself, .95):0} ({times.ByItself.Length}) | {HallTimes.At(times.Tickets, .95):0} | {district.Nodes[0].PeakMegabytes} |"));

    private static async Task<List<(string Label, Person Clerk)>> SeatAsync(District district, int to, int from = 0)
    {
        var seated = new List<(string, Person)>();
        foreach (var some in Enumerable.Range(from + 1, to - from).Chunk(4))
        {
            seated.AddRange(await Task.WhenAll(some.Select(async n =>
            {
                var clerk = await Person.SignInAsync(district.Urls[0], $"w{n:00}");
                await clerk.SitDownAsync($"W{n:00}");
                return ($"{n}", clerk);
            })));
        }

        return seated;
    }

    private static async Task<Dictionary<string, int>> WindowsOfAsync(District district)
    {
        var letters = "ABCDEFGHJKLMNPQRST".Select(letter => $"{letter}");
        var windows = new Dictionary<string, int>();
        foreach (var letter in letters)
        {
            windows[letter] = (int)await district.ExecuteAsync($"select count(*) from window_group g join matter_group m on m.id = g.group_id join \"window\" w on w.id = g.window_id where m.ticket_letter = '{letter}' and w.code like 'W%'");
        }

        return windows;
    }

    // Guides sit at some of the forty; on this day there is a clerk for each.
    private static async Task ClerksAsync(District district)
    {
        for (var n = 1; n <= Windows; n++)
        {
            if (await district.ExecuteAsync($"select count(*) from staff_account where user_name = 'w{n:00}'") == 0)
            {
                await ClerkAsync(district, "w05", n);
            }
        }
    }

    private static async Task ClerkAsync(District district, string like, int n)
    {
        var account = await district.CopyAsync("staff_account", $"user_name = '{like}'", new() { ["id"] = Guid.CreateVersion7(), ["user_name"] = $"w{n:00}", ["normalized_user_name"] = $"W{n:00}" });
        await district.CopyAllAsync("post", $"account_id = (select id from staff_account where user_name = '{like}')", new() { ["id"] = Guid.CreateVersion7(), ["account_id"] = account["id"] });
    }

    // Each new window is one of the forty once more, with a clerk of its own.
    private static async Task MoreWindowsAsync(District district, int to)
    {
        for (var n = Windows + 1; n <= to; n++)
        {
            var like = ((n - 1) % Windows) + 1;
            var window = await district.CopyAsync("\"window\"", $"code = 'W{like:00}'", new() { ["id"] = Guid.CreateVersion7(), ["code"] = $"W{n:00}", ["label"] = $"{n}" });
            await district.CopyAllAsync("window_group", $"window_id = (select id from \"window\" where code = 'W{like:00}')", new() { ["window_id"] = window["id"] });
            await ClerkAsync(district, $"w{like:00}", n);
        }
    }

    // What must never be: a ticket called twice or never, one window with two at once, one visit at two windows.
    private static async Task<string> BooksAsync(District district)
    {
        var twice = await district.ExecuteAsync("select count(*) from (select subject_id from facts where what = 'leg.called' group by subject_id having count(*) > 1) t");
        var never = await district.ExecuteAsync("select count(*) from leg where status <> 'Finished'");
        var same = await district.ExecuteAsync("select count(*) from leg a join leg b on b.window_id = a.window_id and b.id > a.id and a.called_at < b.ended_at and b.called_at < a.ended_at");
        return $"books: {await district.ExecuteAsync("select count(*) from leg")} tickets, {twice} called twice, {never} not served, {same} at a window together";
    }
}
