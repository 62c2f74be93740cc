using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Queue.Ordering;
using Tongban.Tests.Appointments;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Halls;

public sealed class ProfilePageTests
{
    private const string New = "/staff/hall/profiles/edit";

    [Fact]
    public async Task A_profile_is_tried_out_on_the_line_saved_followed_by_its_windows_and_told_at_the_desk()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.WalkInAsync(Precedence.Elderly);
        await counter.WalkInAsync();
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        await guide.SubmitAsync("/staff/tickets?number=A003", new() { ["reason"] = "urgent" }, "#green");
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        // The usual rule stands in the form; precedence is put first, instead of bookings and the green channel.
        var form = await manager.PageAsync(New);
        Dictionary<string, string> elders = new() { ["NameZh"] = "长辈先办", ["NameEn"] = "Elders first", [Place(form, ConditionKind.Precedence)] = "1", [Place(form, ConditionKind.GreenChannel)] = "", [Place(form, ConditionKind.AppointmentDue)] = "", ["On"] = hall.Windows[0].Id.ToString() };
        var tried = await PreviewAsync(manager, form, elders);

        Assert.Equal(["A002", "A001", "A003"], tried.QuerySelectorAll("#tried li b").Select(number => number.TextContent));
        Assert.Contains("长辈优先", tried.QuerySelector("#tried li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("现在第 2 位", tried.QuerySelector("#tried li .t")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<CallingProfile>().CountAsync()));
        Assert.Equal("长辈先办", tried.QuerySelector("[name=NameZh]")!.GetAttribute("value"));

        elders["WindowIds"] = hall.Windows[0].Id.ToString();
        var list = await (await manager.SubmitAsync(New, elders, "#profile")).PageAsync();
        Assert.Contains("长辈先办", list.QuerySelector("#profiles")!.TextContent, StringComparison.Ordinal);

        Assert.Equal("A002", await counter.NextAsync(0));
        Assert.Equal("A003", await counter.NextAsync(1));
        Assert.Equal(CallReason.GreenChannel, (await counter.VisitAsync("A003")).Current!.CalledFor);
        var said = await app.WithDbAsync(db => db.Facts.Where(fact => fact.What == "profile.made").Select(fact => fact.Data).SingleAsync());
        Assert.Contains("precedence", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ratio_is_kept_from_call_to_call_and_a_wrong_call_gives_the_turn_back()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        var form = await manager.PageAsync(New);
        var fields = Used(form, (ConditionKind.Ratio, 1));
        fields[Field(form, ConditionKind.Ratio, "First")] = "Precedence";
        fields["WindowIds"] = hall.Windows[0].Id.ToString();
        Assert.Null((await manager.SubmitAsync(New, fields, "#profile")).RefusalCode());
        for (var n = 0; n < 4; n++)
        {
            await counter.WalkInAsync();
            await counter.WalkInAsync(Precedence.Elderly);
        }

        // Two of those with precedence, then one walk-in; what was called by mistake is called again.
        Assert.Equal("A002", await counter.NextAsync(0));
        await counter.UndoAsync(0, (await counter.VisitAsync("A002")).Current!.Id);
        var called = new List<string?>();
        for (var n = 0; n < 6; n++)
        {
            called.Add(await counter.ServeNextAsync(0));
        }

        Assert.Equal(["A002", "A004", "A001", "A006", "A008", "A003"], called);
    }

    [Fact]
    public async Task A_profile_that_no_window_follows_can_be_deleted_and_the_journal_keeps_what_it_was()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        var fields = Used(await manager.PageAsync(New), (ConditionKind.Returned, 1));
        fields["WindowIds"] = hall.Windows[0].Id.ToString();
        Assert.Null((await manager.SubmitAsync(New, fields, "#profile")).RefusalCode());
        var id = await app.WithDbAsync(db => db.Set<CallingProfile>().Select(profile => profile.Id).SingleAsync());
        var address = $"{New}?id={id}";

        var refused = await manager.SubmitAsync(address, [], "#delete");
        Assert.Equal("profile.in-use", refused.RefusalCode());
        var page = await refused.PageAsync();
        Assert.Contains("窗口 1 还在用", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("午间", page.QuerySelector("[name=NameZh]")!.GetAttribute("value"));

        var open = await manager.PageAsync(address);
        fields.Remove("WindowIds");
        open.QuerySelector("[name=WindowIds][checked]")!.RemoveAttribute("checked");
        Assert.Null((await manager.FollowAsync(await manager.SubmitRawAsync(open, [], "#profile"))).RefusalCode());
        var list = await (await manager.SubmitAsync(address, [], "#delete")).PageAsync();

        Assert.DoesNotContain("午间", list.QuerySelector("#profiles")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<CallingProfile>().CountAsync()));
        Assert.Contains("returned", await app.WithDbAsync(db => db.Facts.Where(fact => fact.What == "profile.deleted" && fact.SubjectId == id).Select(fact => fact.Data).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_so_at_the_kiosk_goes_through_a_green_channel_that_is_open_to_them_until_staff_take_it_back()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        var form = await manager.PageAsync(New);
        var fields = Used(form, (ConditionKind.GreenChannel, 1));
        fields[Field(form, ConditionKind.GreenChannel, "For")] = "Elderly";
        fields["WindowIds"] = hall.Windows[0].Id.ToString();
        Assert.Null((await manager.SubmitAsync(New, fields, "#profile")).RefusalCode());
        await counter.WalkInAsync();

        var who = await manager.PageAsync("/kiosk/A/who");
        Assert.Equal(["走绿色通道，优先叫号", "优先叫号"], new[] { "Elderly", "Pregnant" }.Select(said => who.QuerySelector($"[value={said}] small")!.TextContent));
        foreach (var said in new[] { "Elderly", "Elderly" })
        {
            await manager.SubmitAsync("/kiosk/A/who", new() { ["precedence"] = said });
        }

        var guide = await hall.SignedInAsync("guide", Role.Guide);
        var found = await (await guide.SubmitAsync("/staff/tickets?number=A002", [], "#withdraw")).PageAsync();
        Assert.Null(found.QuerySelector("#withdraw"));
        Assert.Equal("A003", await counter.NextAsync(0));
        Assert.Equal(CallReason.GreenChannel, (await counter.VisitAsync("A003")).Current!.CalledFor);
        await counter.BeginAsync(0);
        await counter.FinishAsync(0);
        Assert.Equal("A001", await counter.NextAsync(0));
        var told = await app.WithDbAsync(db => db.Facts.Where(fact => fact.What == "visit.precedence-withdrawn").SingleAsync());
        Assert.StartsWith("staff:", told.By, StringComparison.Ordinal);
        Assert.Contains("Elderly", told.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_for_a_green_matter_is_called_first_from_however_far_behind()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var other = await counter.OpenForAsync("K");
        var window = hall.Windows[1];
        var rule = new CallingRule([new(ConditionKind.GreenChannel) { GroupIds = [hall.Group.Id] }, new(ConditionKind.Longest)]);
        await app.TryAsync(async services =>
        {
            var db = services.GetRequiredService<TongbanDb>();
            var profile = new CallingProfile(db.CentreId, hall.Site.Id, "拥军", "Forces", rule, app.Clock.Now, Actor.System);
            db.Add(profile);
            await db.SaveChangesAsync();
            var both = await db.Set<Tongban.Network.Window>().SingleAsync(one => one.Id == window.Id);
            both.Change(both.Facts with { GroupIds = [other, hall.Group.Id] }, app.Clock.Now, Actor.System);
            both.Follow(profile.Id, app.Clock.Now, Actor.System);
            await db.SaveChangesAsync();
            for (var n = 0; n < 25; n++)
            {
                await services.GetRequiredService<Arrival>().WalkInAsync(hall.Site.Id, other, null, Precedence.None, Actor.Guest);
            }

            app.Time.Advance(TimeSpan.FromSeconds(1));
            await services.GetRequiredService<Arrival>().WalkInAsync(hall.Site.Id, hall.Group.Id, null, Precedence.None, Actor.Guest);
        });

        Assert.Equal("A001", await counter.ServeNextAsync(1));
        Assert.Equal("K001", await counter.ServeNextAsync(1));
    }

    [Fact]
    public async Task What_cannot_be_kept_is_refused_with_what_was_typed_and_two_editors_do_not_overwrite_each_other()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        var form = await manager.PageAsync(New);

        var same = Used(form, (ConditionKind.Returned, 1), (ConditionKind.Precedence, 1));
        Assert.Equal("profile.same-place", (await manager.SubmitAsync(New, same, "#profile")).RefusalCode());
        var late = Used(form, (ConditionKind.Returned, 1), (ConditionKind.Precedence, 2), (ConditionKind.MaximumWait, 3));
        var refused = await manager.SubmitAsync(New, late, "#profile");
        Assert.Equal("profile.wait-too-late", refused.RefusalCode());
        Assert.Equal("午间", (await refused.PageAsync()).QuerySelector("[name=NameZh]")!.GetAttribute("value"));
        var empty = Used(form, (ConditionKind.MaximumWait, 1));
        empty[Field(form, ConditionKind.MaximumWait, "Minutes")] = "3";
        Assert.Equal("profile.out-of-bounds", (await manager.SubmitAsync(New, empty, "#profile")).RefusalCode());
        empty[Field(form, ConditionKind.MaximumWait, "Minutes")] = "many";
        Assert.Equal("profile.not-a-number", (await manager.SubmitAsync(New, empty, "#profile")).RefusalCode());

        Assert.Null((await manager.SubmitAsync(New, Used(form, (ConditionKind.Returned, 1)), "#profile")).RefusalCode());
        var id = await app.WithDbAsync(db => db.Set<CallingProfile>().Select(profile => profile.Id).SingleAsync());
        var open = await manager.PageAsync($"{New}?id={id}");
        Assert.Null((await manager.SubmitRawAsync(open, new() { ["NameEn"] = "Noon two" }, "#profile")).RefusalCode());
        var other = await manager.SubmitRawAsync(open, new() { ["NameEn"] = "Noon three", ["request-key"] = Guid.NewGuid().ToString() }, "#profile");
        Assert.Equal("request.changed-meanwhile", other.RefusalCode());
        Assert.Equal("profile.name-taken", (await manager.SubmitAsync(New, Used(form, (ConditionKind.Returned, 1)), "#profile")).RefusalCode());
    }

    // Only these conditions, at these places.
    private static Dictionary<string, string> Used(IDocument form, params (ConditionKind Kind, int Place)[] places)
    {
        var fields = Enum.GetValues<ConditionKind>().Where(kind => kind != ConditionKind.Longest)
            .ToDictionary(kind => Place(form, kind), kind => places.Where(one => one.Kind == kind).Select(one => $"{one.Place}").FirstOrDefault() ?? "");
        (fields["NameZh"], fields["NameEn"]) = ("午间", "Noon");
        return fields;
    }

    private static string Place(IDocument form, ConditionKind kind) => Field(form, kind, "Place");

    private static string Field(IDocument form, ConditionKind kind, string name) =>
        form.QuerySelectorAll($".tb-rule li[data-kind={kind}] [name]").Select(field => field.GetAttribute("name")!).First(field => field.EndsWith("." + name, StringComparison.Ordinal));

    private static async Task<IDocument> PreviewAsync(Browser manager, IDocument form, Dictionary<string, string> fields)
    {
        form.QuerySelector("#profile")!.SetAttribute("action", form.QuerySelector("#tried button")!.GetAttribute("formaction")!);
        return await (await manager.SubmitRawAsync(form, fields, "#profile")).PageAsync();
    }
}
