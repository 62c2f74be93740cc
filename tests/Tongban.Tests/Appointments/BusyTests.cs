using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments.Allotting;
using Tongban.Shared.Rush;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Appointments;

public sealed class BusyTests
{
    [Fact]
    public async Task When_too_many_wait_the_next_is_told_so_at_once_and_those_in_line_are_served()
    {
        var (begun, door) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await TongbanApp.StartAsync(services =>
        {
            services.Configure<RushPolicy>(policy => (policy.MostWaiting, policy.MostInBatch) = (1, 1));
            services.AddScoped<IBatch<Hold, Held>>(all => new SlowBatch(all.GetRequiredService<HoldBatch>(), begun, door.Task));
        });
        var hall = await Hall.BuildAsync(app, windows: 9);
        using var browser = app.NewBrowser();
        var page = await browser.PageAsync(Guest.TimesOf(hall));
        var slot = page.FreeSlots()[0];
        var first = ApiHoldAsync(app, hall, slot);
        await begun.Task;
        // One is worked on and one waits: the others are turned away.
        var sent = Enumerable.Range(0, 4).Select(_ => ApiHoldAsync(app, hall, slot)).ToList();
        var turnedAway = await Task.WhenEach(sent).Take(3).ToListAsync(TestContext.Current.CancellationToken);
        var busy = await turnedAway[0];

        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), busy.Headers.RetryAfter!.Delta);
        Assert.Equal("api.busy", busy.RefusalCode());
        var told = await browser.SubmitRawAsync(page, new() { ["slot"] = slot });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, told.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), told.Headers.RetryAfter!.Delta);
        Assert.Contains("现在办的人太多", (await told.PageAsync()).Body!.TextContent, StringComparison.Ordinal);

        door.SetResult();
        Assert.Equal(2, (await Task.WhenAll([first, .. sent])).Count(answer => answer.StatusCode == HttpStatusCode.Created));
        await app.MustAgreeAsync();
    }

    private static Task<HttpResponseMessage> ApiHoldAsync(TongbanApp app, Hall hall, string slot) =>
        app.NewBrowser().PostAsync("/bookings", new { slotId = slot, items = new[] { hall.Item.Code } });

    private sealed class SlowBatch(HoldBatch holds, TaskCompletionSource begun, Task door) : IBatch<Hold, Held>
    {
        public async Task<IReadOnlyList<Outcome<Held>>> RunAsync(IReadOnlyList<Hold> commands, CancellationToken stop)
        {
            begun.TrySetResult();
            await door.WaitAsync(TimeSpan.FromSeconds(60), stop);
            return await holds.RunAsync(commands, stop);
        }
    }
}
