using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Tests.Appointments;

/// <summary>On top of a full time only explicitly: by those who may, for a reason, and no more than the centre allows.</summary>
public sealed class OverbookingTests
{
    private static readonly Actor Clerk = Actor.Staff(Guid.NewGuid());

    [Fact]
    public async Task Two_at_most_each_for_a_reason_and_counted_apart()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(1, "14:00", staffCapacity: 1);
        await app.BookedAsync(hall, slot);

        Assert.Equal(Desk.Done, await BookAsync(app, hall, slot, 1, null));
        Assert.Equal("appointment.slot-full", await BookAsync(app, hall, slot, 2, null));
        Assert.Equal("appointment.reason-missing", await BookAsync(app, hall, slot, 2, "急"));
        Assert.Equal((Desk.Done, Desk.Done), (await BookAsync(app, hall, slot, 2, "行动不便，今天必须办"), await BookAsync(app, hall, slot, 3, "材料今天到期")));
        Assert.Equal("appointment.overbooked-enough", await BookAsync(app, hall, slot, 4, "也很急"));

        Assert.Equal((1, 1, 2), await CountsAsync(app, slot));
        await app.MustAgreeAsync();
        var extra = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().FirstAsync(a => a.Kind == PlaceKind.Extra));
        Assert.Equal(Desk.Done, await app.CancelAsync(extra));
        Assert.Equal((1, 1, 1), await CountsAsync(app, slot));
        Assert.Equal(2, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "appointment.overbooked")));
    }

    [Fact]
    public async Task A_move_by_staff_may_go_on_top_and_leaves_its_place_to_others()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (full, from) = (await hall.SlotAsync(1, "14:00"), await hall.SlotAsync(1, "15:00"));
        await app.BookedAsync(hall, full);
        var booked = await app.BookedAsync(hall, from, "张三");

        Assert.Equal("appointment.slot-full", await app.BookingAsync(booking => booking.MoveAsync(booked.Id, full.Id, Clerk)));
        Assert.Equal("appointment.slot-full", await app.BookingAsync(booking => booking.MoveAsync(booked.Id, full.Id, Actor.Guest, overbook: "我很急")));
        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.MoveAsync(booked.Id, full.Id, Clerk, overbook: "停办改约，只有这一个时间")));
        Assert.Equal((1, 0, 1), await CountsAsync(app, full));
        await app.MustAgreeAsync();

        var four = await hall.SlotAsync(1, "16:00");
        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.MoveAsync(booked.Id, four.Id, Clerk)));
        Assert.Equal((1, 0, 0), await CountsAsync(app, full));
        Assert.Equal(PlaceKind.Public, (await app.AppointmentAsync(booked.Id)).Kind);
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task The_desk_offers_it_only_to_those_who_may_and_shows_it_as_such()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await app.OnlySlotAsync();
        await app.BookedAsync(hall, slot);
        await BookAsync(app, hall, slot, 1, null);
        var address = $"/staff/bookings/new?item={hall.Item.Code}&site={hall.Site.Code}&day={Waiters.Wednesday}";
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        Assert.Empty((await guide.PageAsync(address)).QuerySelectorAll($"input[value='{slot.Id}']:not([disabled])"));

        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        var page = await manager.PageAsync(address);
        Assert.Contains("可加约", page.QuerySelector($"label:has(input[value='{slot.Id}'])")!.TextContent, StringComparison.Ordinal);
        var fields = new Dictionary<string, string> { ["slot"] = $"{slot.Id}", ["Form.Name"] = "赵奶奶", ["Form.Number"] = Guest.Id, ["OverbookReason"] = "行动不便，今天必须办" };
        Assert.Equal("appointment.slot-full", (await guide.SubmitRawAsync(await guide.PageAsync(address), fields, "#book")).RefusalCode());
        var asked = await manager.SubmitRawAsync(page, new(fields) { ["OverbookReason"] = " " }, "#book");
        Assert.Equal("appointment.reason-missing", asked.RefusalCode());
        Assert.Contains("请写清原因", (await asked.PageAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        page = await manager.PageAsync(address);
        var made = await (await manager.FollowAsync(await manager.SubmitRawAsync(page, fields, "#book"))).PageAsync();

        Assert.Contains("行动不便，今天必须办", made.Body!.TextContent, StringComparison.Ordinal);
        using var anybody = app.NewBrowser();
        Assert.Contains("加约 1", (await anybody.PageAsync("/board")).QuerySelector("#board")!.TextContent, StringComparison.Ordinal);
    }

    private static Task<string> BookAsync(TongbanApp app, Hall hall, Slot slot, int n, string? reason) =>
        app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new($"来人{n}", null, app.Id(Waiters.IdOf(n)), null), Clerk, overbook: reason));

    private static async Task<(int, int, int)> CountsAsync(TongbanApp app, Slot slot) =>
        await app.SlotAsync(slot) is var now ? (now.Taken, now.StaffTaken, now.Overbooked) : default;
}
