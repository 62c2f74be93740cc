using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.People;
using Tongban.Queue;
using Tongban.Ratings;
using Tongban.Tests.Ratings;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Cases;

/// <summary>A promised matter leaves two services that may be rated, an immediate one exactly one, however it came in.</summary>
public sealed class CaseRatableTests
{
    [Fact]
    public async Task An_immediate_matter_with_a_ticket_is_the_one_service_of_its_window()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.OnTheSpot);
        var leg = await CallAsync(desk);
        var it = await desk.ReceiveAsync("finish", path: $"/staff/cases/new?leg={leg.Id}&item=SU01");
        Assert.Equal(CaseStatus.Closed, it.Status);
        Assert.Empty(await MomentsAsync(app));

        await PressAsync(desk, "Finish");

        Assert.Equal([ServiceMoment.AtWindow], await MomentsAsync(app));
        var rate = (await (await desk.ApplicantAsync(it)).PageAsync($"/progress/{it.Number}")).QuerySelector("#rate")!.GetAttribute("href")!;
        Assert.NotNull((await app.NewBrowser().PageAsync(rate)).QuerySelector("form"));
    }

    [Fact]
    public async Task An_immediate_matter_without_a_ticket_is_rated_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.OnTheSpot);

        await desk.ReceiveAsync("finish", path: "/staff/cases/new?item=SU01");

        Assert.Equal([ServiceMoment.Closed], await MomentsAsync(app));
    }

    [Fact]
    public async Task An_immediate_matter_that_goes_to_the_department_is_rated_once_too()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.OnTheSpot);
        var it = await desk.ReceiveAsync("accept", path: "/staff/cases/new?item=SU01");
        await desk.CloseAsync(it);
        Assert.Equal([ServiceMoment.Closed], await MomentsAsync(app));

        app.Time.Advance(TimeSpan.FromSeconds(1));
        var leg = await CallAsync(desk);
        var withTicket = await desk.ReceiveAsync("accept", path: $"/staff/cases/new?leg={leg.Id}&item=SU01");
        await PressAsync(desk, "Finish");
        await desk.CloseAsync(withTicket);

        Assert.Equal([ServiceMoment.Closed, ServiceMoment.AtWindow], await MomentsAsync(app));
    }

    [Fact]
    public async Task A_promised_matter_that_is_accepted_at_the_window_is_rated_there_and_at_its_result()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var leg = await CallAsync(desk);
        var it = await desk.ReceiveAsync("accept", path: $"/staff/cases/new?leg={leg.Id}&item=SU01&a-who=self&a-place=own");
        await PressAsync(desk, "Finish");
        app.Time.Advance(TimeSpan.FromMinutes(1));

        await desk.CloseAsync(it);

        Assert.Equal([ServiceMoment.AtWindow, ServiceMoment.Closed], await MomentsAsync(app));
    }

    [Fact]
    public async Task What_is_accepted_after_the_person_has_left_is_a_service_of_its_own()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var leg = await CallAsync(desk);
        var it = await desk.ReceiveAsync("notify", m1: "Missing", path: $"/staff/cases/new?leg={leg.Id}&item=SU01&a-who=self&a-place=own");
        await PressAsync(desk, "Finish");
        app.Time.Advance(TimeSpan.FromMinutes(1));

        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "accept", ["Findings[M1].State"] = "Received", ["Findings[M2].State"] = "Received" }, "form#check");

        Assert.Equal([ServiceMoment.AtWindow, ServiceMoment.Accepted], await MomentsAsync(app));
    }

    [Fact]
    public async Task Whoever_accepted_or_finished_a_case_is_rated_for_it_and_never_handles_its_bad_rating()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        await desk.CloseAsync(it);
        var staff = await app.WithDbAsync(db => db.Users.ToDictionaryAsync(user => user.Id, user => user.UserName));
        var services = await app.WithDbAsync(db => db.Set<Service>().OrderBy(one => one.EndedAt).ThenBy(one => one.Moment).ToListAsync());
        Assert.Equal([(ServiceMoment.Accepted, "clerk"), (ServiceMoment.Closed, "officer")], services.Select(one => (one.Moment, staff[one.StaffId!.Value]!)));

        await desk.Hall.PostAsync("officer", Role.DepartmentHead);
        await app.NewBrowser().SubmitAsync($"/rate/{services[1].Token}", Served.Form(RatingLevel.VeryDissatisfied, "115"));
        var bad = await app.WithDbAsync(db => db.Set<Rectification>().SingleAsync());
        var path = $"/staff/mending/{bad.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Officer.GetAsync(path)).StatusCode);

        // Somebody else takes it, and the words for the rated do not name who applied.
        await desk.Leader.SubmitAsync(path, new() { ["Do"] = "take" }, "form#take");
        Assert.Equal("rectification.names-somebody", (await desk.Leader.SubmitAsync(path, new() { ["Do"] = "tell", ["Told"] = "王 建国说没有等人" }, "form#tell")).RefusalCode());
        Assert.Null((await desk.Leader.SubmitAsync(path, new() { ["Do"] = "tell", ["Told"] = "没有解释为什么要补材料" }, "form#tell")).RefusalCode());
    }

    private static async Task<Leg> CallAsync(CaseDesk desk)
    {
        await new Counter(desk.App, desk.Hall).WalkInAsync();
        if (await desk.App.WithDbAsync(db => db.Set<Tongban.Windows.WindowSession>().CountAsync()) == 0)
        {
            await desk.Clerk.SubmitAsync("/desk/window", new() { ["window"] = desk.Hall.Windows[0].Id.ToString() });
        }

        await PressAsync(desk, "Next");
        await PressAsync(desk, "Begin");
        return await desk.App.WithDbAsync(db => db.Set<Leg>().AsNoTracking().SingleAsync(leg => leg.Status == LegStatus.Serving));
    }

    private static Task PressAsync(CaseDesk desk, string key) => DeskPageTests.PressAsync(desk.Clerk, key);

    private static Task<List<ServiceMoment>> MomentsAsync(TongbanApp app) =>
        app.WithDbAsync(db => db.Set<Service>().OrderBy(s => s.EndedAt).ThenBy(s => s.Moment).Select(s => s.Moment).ToListAsync());
}
