using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tongban.Bench.HallDay;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared;

namespace Tongban.Bench.Growth;

/// <summary>A clerk at one window calls who is next, again and again; the line is as long and the day as young before each measurement.</summary>
internal sealed class NextCalls(District district, TongbanDb db, HallClock clock, IPasswordHasher<StaffAccount> hasher, string itemCode) : IDisposable
{
    private Window window = null!;
    private Item item = null!;
    private Person clerk = null!;
    private int days;

    public async Task SitDownAsync()
    {
        var hall = await db.Set<Site>().AsNoTracking().SingleAsync(site => site.Code == "H01");
        item = await db.Set<Item>().AsNoTracking().SingleAsync(one => one.Code == itemCode);
        window = await db.Set<Window>().AsNoTracking().Where(one => one.SiteId == hall.Id && one.Groups.Any(served => served.GroupId == item.GroupId)).OrderBy(one => one.Code).LastAsync();
        var account = new StaffAccount { UserName = "bench", NormalizedUserName = "BENCH", FullName = "测", SecurityStamp = $"{Guid.NewGuid():N}", LockoutEnabled = true };
        account.PasswordHash = hasher.HashPassword(account, Person.Password);
        db.Add(account);
        db.Add(new Post(db.CentreId, account.Id, Role.Clerk, window.DepartmentId, hall.Id, window.Id, clock.Now, Actor.System));
        await db.SaveChangesAsync();
        clerk = await Person.SignInAsync(district.Urls[0], "bench");
        await clerk.SitDownAsync(window.Code);
    }

    /// <summary>What a call takes, in milliseconds; the first so many are not counted.</summary>
    public async Task<IReadOnlyList<double>> MeasureAsync(int warm, int times)
    {
        await LineUpAsync(warm + times);
        var taken = new List<double>();
        for (var n = 0; n < warm + times; n++)
        {
            var began = Stopwatch.GetTimestamp();
            var now = await clerk.WriteAsync(HttpMethod.Post, "/api/v1/window/calls", new { });
            taken.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (now.ValueKind != JsonValueKind.Object || now.GetProperty("visitor").ValueKind != JsonValueKind.Object)
            {
                throw new InvalidOperationException("Nobody was called.");
            }

            await clerk.WriteAsync(HttpMethod.Put, "/api/v1/window/calls/current/begun", new { });
            await clerk.WriteAsync(HttpMethod.Put, "/api/v1/window/calls/current/finished", new { });
        }

        await PutAwayAsync();
        return taken[warm..];
    }

    public void Dispose() => clerk?.Dispose();

    private async Task LineUpAsync(int count)
    {
        db.ChangeTracker.Clear();
        for (var n = 1; n <= count; n++)
        {
            var visit = new Visit(db.CentreId, window.SiteId, clock.Today, $"Q{n:000}", Codes.Token(), null, null, Precedence.None, null, clock.Now, Actor.System);
            visit.Wait(item.GroupId, item.Id, clock.Now, Actor.System);
            db.Add(visit);
        }

        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    // The served become a day of the past: the next measurement finds the day as this one did.
    private async Task PutAwayAsync()
    {
        var (today, then) = ($"{clock.Today:yyyy-MM-dd}", $"{clock.Today.AddDays(-800 - days++):yyyy-MM-dd}");
        await district.ExecuteAsync($"""update leg set "on" = '{then}' where "on" = '{today}' and visit_id in (select id from visit where "on" = '{today}' and number like 'Q%')""");
        await district.ExecuteAsync($"""update visit set "on" = '{then}' where "on" = '{today}' and number like 'Q%'""");
    }
}
