using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Windows.Desk;

/// <summary>A window to sit down at, and who sits there already.</summary>
public sealed record WindowChoice(Window Window, Zone Zone, string? TakenBy, bool IsOwn);

/// <summary>Where do you sit today? One's own window first.</summary>
[Needs(Permission.ServeAtWindow)]
public sealed class ChooseModel(TongbanDb db, HallClock clock, WindowDuty duty, HallOrders orders, CurrentStaff staff) : TongbanPage
{
    public IReadOnlyList<WindowChoice> Windows { get; private set; } = [];

    /// <summary>Where the clerk sat until somebody else closed the window; null where nobody did.</summary>
    public WindowSession? Closed { get; private set; }

    /// <summary>It was closed with the whole day.</summary>
    public bool IsDayClosed { get; private set; }

    public string? ClosedLabel => Windows.FirstOrDefault(choice => choice.Window.Id == Closed?.WindowId)?.Window.Label;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await duty.SessionOfAsync(staff.AccountId!.Value) is not null)
        {
            return Redirect("/desk");
        }

        await ShowAgainAsync();
        Closed = await duty.ClosedByAnotherAsync(staff.AccountId!.Value, staff.Actor);
        IsDayClosed = Closed is not null && await orders.IsClosedAsync(Closed.SiteId);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid window)
    {
        var posts = await PostsAsync();
        var site = await db.Set<Window>().Where(w => w.Id == window).Select(w => (Guid?)w.SiteId).SingleOrDefaultAsync();
        Refusal.Unless(posts.Any(post => post.SiteId is null || post.SiteId == site), "window.not-your-site");
        await duty.OpenAsync(window, staff.AccountId!.Value, staff.Actor);
        return Redirect("/desk");
    }

    public override async Task ShowAgainAsync()
    {
        var posts = await PostsAsync();
        var sites = posts.Select(post => post.SiteId).ToHashSet();
        var own = posts.Select(post => post.WindowId).ToHashSet();
        var zones = await db.Set<Zone>().AsNoTracking().ToDictionaryAsync(zone => zone.Id);
        var taken = await TakenAsync();
        var windows = await db.Set<Window>().AsNoTracking().OrderBy(window => window.Code).ToListAsync();
        Windows = [.. windows.Where(window => sites.Contains(null) || sites.Contains(window.SiteId))
            .Select(window => new WindowChoice(window, zones[window.ZoneId], taken.GetValueOrDefault(window.Id), own.Contains(window.Id)))
            .OrderByDescending(choice => choice.IsOwn)];
    }

    private async Task<List<Post>> PostsAsync() =>
        [.. (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.ServeAtWindow))];

    private async Task<Dictionary<Guid, string>> TakenAsync()
    {
        var open = await db.OpenSessionsOf(clock).Select(session => new { session.WindowId, session.AccountId }).ToListAsync();
        var accounts = open.ConvertAll(session => session.AccountId);
        var names = await db.Set<StaffAccount>().Where(account => accounts.Contains(account.Id)).ToDictionaryAsync(account => account.Id, account => account.FullName);
        return open.ToDictionary(session => session.WindowId, session => names.GetValueOrDefault(session.AccountId, ""));
    }
}
