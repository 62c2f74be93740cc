namespace Tongban.Bench.HallDay;

/// <summary>Windows and their clerks: the demonstration's, and as many more as a measurement wants.</summary>
internal static class Seats
{
    /// <summary>Windows of the demonstration's hall.</summary>
    public const int Demonstration = 40;

    // Guides sit at some of the forty; on this day there is a clerk for each.
    public static async Task ClerksAsync(District district)
    {
        for (var n = 1; n <= Demonstration; n++)
        {
            if (await district.ExecuteAsync($"select count(*) from staff_account where user_name = 'w{n:00}'") == 0)
            {
                await ClerkAsync(district, "w05", n);
            }
        }
    }

    /// <summary>Each new window is one of the forty once more, with a clerk of its own.</summary>
    public static async Task MoreWindowsAsync(District district, int to)
    {
        for (var n = Demonstration + 1; n <= to; n++)
        {
            var like = ((n - 1) % Demonstration) + 1;
            var window = await district.CopyAsync("\"window\"", $"code = 'W{like:00}'", new() { ["id"] = Guid.CreateVersion7(), ["code"] = $"W{n:00}", ["label"] = $"{n}" });
            await district.CopyAllAsync("window_group", $"window_id = (select id from \"window\" where code = 'W{like:00}')", new() { ["window_id"] = window["id"] });
            await ClerkAsync(district, $"w{like:00}", n);
        }
    }

    /// <summary>The clerks of these windows sign in and sit down.</summary>
    public static async Task<List<(string Label, Person Clerk)>> SeatAsync(District district, int to, int from = 0)
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

    /// <summary>How many windows serve each matter, by the letter of its tickets.</summary>
    public static async Task<Dictionary<string, int>> WindowsOfAsync(District district)
    {
        var windows = new Dictionary<string, int>();
        foreach (var letter in "ABCDEFGHJKLMNPQRST".Select(letter => $"{letter}"))
        {
            windows[letter] = (int)await district.ExecuteAsync($"select count(*) from window_group g join matter_group m on m.id = g.group_id join \"window\" w on w.id = g.window_id where m.ticket_letter = '{letter}' and w.code like 'W%'");
        }

        return windows;
    }

    private static async Task ClerkAsync(District district, string like, int n)
    {
        var account = await district.CopyAsync("staff_account", $"user_name = '{like}'", new() { ["id"] = Guid.CreateVersion7(), ["user_name"] = $"w{n:00}", ["normalized_user_name"] = $"W{n:00}" });
        await district.CopyAllAsync("post", $"account_id = (select id from staff_account where user_name = '{like}')", new() { ["id"] = Guid.CreateVersion7(), ["account_id"] = account["id"] });
    }
}
