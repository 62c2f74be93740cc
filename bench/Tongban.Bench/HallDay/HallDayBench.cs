using System.Globalization;

namespace Tongban.Bench.HallDay;

/// <summary>
/// A day of 5,000 visitors at 40 windows, replayed over HTTP against the program as it is served, quicker than in earnest;
/// then 400 clerks at 400 windows. Afterwards the books are checked.
/// </summary>
internal static class HallDayBench
{
    private const int Visitors = 5000;
    private const int Windows = Seats.Demonstration;
    private const int Many = 400;

    /// <summary>Three keys for each visitor: one every ten seconds.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

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
        await Seats.ClerksAsync(district);
        var clerks = await Seats.SeatAsync(district, Windows);
        var day = await new HallRun(manager, clerks, board, await Seats.WindowsOfAsync(district)).RunAsync(visitors, Day / speed / Visitors, Service / speed, LongestOf(Day / speed * visitors / Visitors));
        Row($"{name}: {Windows} windows, {visitors} visitors", Day / day.Took * visitors / Visitors, day, district);
        Console.WriteLine($"\n{day.Ending}\n{await BooksAsync(district)}\n");

        // Four hundred: each at a window of their own, a key every ten seconds.
        await Seats.MoreWindowsAsync(district, Many);
        clerks = [.. clerks, .. await Seats.SeatAsync(district, Many, Windows)];
        using var second = new Board(listener, "H01");
        second.Begin();
        var many = await new HallRun(manager, clerks, second, await Seats.WindowsOfAsync(district)).RunAsync(Many * 3, Round / Many, Round * 0.8, LongestOf(Round * 3));
        Row($"{name}: {Many} clerks, a key every ten seconds", null, many, district);
        Console.WriteLine($"\n{many.Ending}\n{await BooksAsync(district)}");
    }

    // Twice as long as it should take, and what a cold start costs.
    private static TimeSpan LongestOf(TimeSpan usual) => (2 * usual) + TimeSpan.FromMinutes(1);

    private static void Row(string name, double? speed, HallTimes times, District district)
    {
        Console.WriteLine("\n| | times a real day's pace | a key p50 / p95 ms | key and page p50 / p95 ms | call to board p50 / p95 ms | arrival to board, armed p95 ms | kiosk number p95 ms | memory MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {speed:0} | {HallTimes.At(times.Keys, .5):0} / {HallTimes.At(times.Keys, .95):0} | {HallTimes.At(times.Pages, .5):0} / {HallTimes.At(times.Pages, .95):0} | {HallTimes.At(times.Calls, .5):0} / {HallTimes.At(times.Calls, .95):0} | {HallTimes.At(times.ByItself, .95):0} ({times.ByItself.Length}) | {HallTimes.At(times.Tickets, .95):0} | {district.Nodes[0].PeakMegabytes} |"));
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
