using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.Tests;

/// <summary>A small hall to test in: one site, one zone, one group with a window or more, one item with two questions.</summary>
public sealed class Hall
{
    public const string Password = "Demo-2026";
    private readonly TongbanApp app;

    private Hall(TongbanApp app) => this.app = app;

    public Department Department { get; private set; } = null!;

    public Site Site { get; private set; } = null!;

    public Zone Zone { get; private set; } = null!;

    public MatterGroup Group { get; private set; } = null!;

    public List<Window> Windows { get; } = [];

    public Item Item { get; private set; } = null!;

    public ItemVersion Version { get; private set; } = null!;

    private static Guid Centre => Tongban.Shared.Data.CurrentCentre.First;

    public static async Task<Hall> BuildAsync(TongbanApp app, int windows = 1, ItemContent? content = null)
    {
        var hall = new Hall(app);
        return await app.WithDbAsync(async db =>
        {
            hall.Lay(windows, content ?? Contents.StartCompany, app.Clock.Now);
            db.AddRange([new Centre(Centre, "C", "测试中心", "Test centre", app.Clock.Now, Actor.System), hall.Department, hall.Site, hall.Zone, hall.Group, .. hall.Windows, hall.Item, hall.Version, .. hall.Hours()]);
            await db.SaveChangesAsync();
            return hall;
        });
    }

    /// <summary>A slot today with so many places.</summary>
    public Task<Slot> SlotAsync(int capacity, string at = "10:00", int minutes = 30, int staffCapacity = 0) =>
        SlotAtAsync(app.Clock.Today.ToDateTime(TimeOnly.Parse(at, null)), capacity, minutes, staffCapacity);

    /// <summary>A slot at a local time.</summary>
    public Task<Slot> SlotAtAsync(DateTime local, int capacity, int minutes = 30, int staffCapacity = 0) => app.WithDbAsync(async db =>
    {
        var (day, starts) = (DateOnly.FromDateTime(local), app.Clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)));
        var slot = new Slot(Centre, Site.Id, Group.Id, day, starts, starts.AddMinutes(minutes), capacity, staffCapacity, app.Clock.Now, Actor.System);
        db.Add(slot);
        await db.SaveChangesAsync();
        return slot;
    });

    /// <summary>Another item of the same group, or of a group of its own with a window.</summary>
    public Task<Item> ItemAsync(string code, int minutes, string? groupLetter = null) => app.WithDbAsync(async db =>
    {
        var group = groupLetter is null ? Group : new MatterGroup(Centre, $"G{groupLetter}", new($"{groupLetter} 组", $"Group {groupLetter}", groupLetter), app.Clock.Now, Actor.System);
        var item = new Item(Centre, code, Department.Id, group.Id, "410199020002", $"1141010000000001{code}", app.Clock.Now, Actor.System);
        var version = new ItemVersion(Centre, item.Id, 1, Contents.StartCompany with { NameZh = $"事项{code}", NameEn = $"Matter {code}", HandlingMinutes = minutes }, app.Clock.Now, Actor.System);
        version.Publish(new DateOnly(2019, 1, 1), app.Clock.Now, Actor.System);
        if (groupLetter is not null)
        {
            db.Add(group);
            db.Add(new Window(Centre, Site.Id, $"W{groupLetter}", new(Zone.Id, Department.Id, groupLetter, $"{groupLetter} 号窗口", $"Window {groupLetter}", false, [group.Id]), app.Clock.Now, Actor.System));
        }

        db.AddRange(item, version);
        await db.SaveChangesAsync();
        return item;
    });

    /// <summary>A member of staff with a post; signs in with <see cref="Password"/>.</summary>
    public Task<StaffAccount> StaffAsync(string name, Role role, Window? window = null) => app.WithAsync(async services =>
    {
        var account = new StaffAccount { UserName = name, FullName = name };
        var made = await services.GetRequiredService<UserManager<StaffAccount>>().CreateAsync(account, Password);
        Assert.True(made.Succeeded, string.Join(';', made.Errors.Select(error => error.Code)));
        var db = services.GetRequiredService<TongbanDb>();
        db.Add(new Post(Centre, account.Id, role, Department.Id, Site.Id, window?.Id, app.Clock.Now, Actor.System));
        await db.SaveChangesAsync();
        return account;
    });

    /// <summary>A browser in which this member of staff has signed in.</summary>
    public async Task<Browser> SignedInAsync(string name, Role role, Window? window = null, Browser? browser = null)
    {
        await StaffAsync(name, role, window);
        browser ??= app.NewBrowser();
        var response = await browser.SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = Password });
        Assert.Null(response.RefusalCode());
        return browser;
    }

    /// <summary>One more post for a member of staff.</summary>
    public Task<int> PostAsync(string name, Role role) => app.WithDbAsync(async db =>
    {
        var account = db.Users.Single(user => user.UserName == name);
        db.Add(new Post(Centre, account.Id, role, Department.Id, Site.Id, null, app.Clock.Now, Actor.System));
        return await db.SaveChangesAsync();
    });

    private void Lay(int windows, ItemContent content, DateTime now)
    {
        Department = new Department(Centre, "D02", new("市场监督管理局", "Market regulation", "市监局", "11410100000000019W", "0371-00000100", "0371-00000999"), now, Actor.System);
        Site = new Site(Centre, "H01", new(SiteKind.MainHall, "政务服务中心", "Main hall", "测试路 1 号", "1 Test Road", "", "", "0371-00000100", 34.76, 113.72, ["ramp"]), now, Actor.System);
        Zone = new Zone(Centre, Site.Id, "Z02", new("市场监管区", "Market regulation", "service", "A", 40), now, Actor.System);
        Group = new MatterGroup(Centre, "SU", new("企业开办", "Business start-up", "A"), now, Actor.System);
        Windows.AddRange(Enumerable.Range(1, windows).Select(n => new Window(Centre, Site.Id, $"W{n:00}", new(Zone.Id, Department.Id, $"{n}", $"{n} 号窗口", $"Window {n}", false, [Group.Id]), now, Actor.System)));
        Item = new Item(Centre, "SU01", Department.Id, Group.Id, "410199020001", "11410100000000019W4410199020001", now, Actor.System);
        Version = new ItemVersion(Centre, Item.Id, 1, content, now, Actor.System);
        Version.Publish(new DateOnly(2019, 1, 1), now, Actor.System);
    }

    private IEnumerable<OpeningRule> Hours() =>
    [
        new(Centre, Site.Id, null, DayKind.Workday, new(9, 0), new(12, 0), app.Clock.Now, Actor.System),
        new(Centre, Site.Id, null, DayKind.Workday, new(13, 0), new(17, 0), app.Clock.Now, Actor.System),
    ];
}
