using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Citizens;

namespace Tongban.Tests.Appointments;

public sealed class HoldLimitTests
{
    [Theory]
    [InlineData("203.0.113.7", 2)]
    [InlineData("127.0.0.1", 0)]
    public async Task One_address_keeps_only_so_many_places_from_others(string address, int refused)
    {
        await using var app = await TongbanApp.StartAsync(services =>
        {
            services.Configure<PublicWriteLimit>(limit => limit.HoldsPerTenMinutes = 3);
            services.Configure<BookingPolicy>(policy => policy.HoldsPerDevice = 9);
            services.AddSingleton<IStartupFilter>(new ComesFrom(IPAddress.Parse(address)));
        });
        var hall = await Hall.BuildAsync(app, windows: 9);
        using var browser = app.NewBrowser();
        var page = await browser.PageAsync(Guest.TimesOf(hall));
        var statuses = new List<HttpStatusCode>();

        for (var n = 0; n < 5; n++)
        {
            statuses.Add((await browser.SubmitRawAsync(page, new() { ["slot"] = page.FreeSlots()[0], ["request-key"] = $"press-{n}" })).StatusCode);
        }

        Assert.Equal(refused, statuses.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(5 - refused, statuses.Count(status => status == HttpStatusCode.Redirect));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Guest.TimesOf(hall))).StatusCode);
    }

    private sealed class ComesFrom(IPAddress address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, after) =>
            {
                context.Connection.RemoteIpAddress = address;
                return after();
            });
            next(app);
        };
    }
}
