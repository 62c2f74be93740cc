using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Queue.Ordering;
using Tongban.Shared.Rush;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Kiosk;

/// <summary>Precedence is asked kindly and never proved; the answer is the touch that prints the number.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class WhoModel(KioskNow now, Lines lines, Group<Arrive, Arrived> arrivals, RequestPerson person) : KioskGroupPage(now)
{
    /// <summary>The green channel of the group's windows, if they have one.</summary>
    public Condition? Green { get; private set; }

    /// <summary>What one is told who says this: nothing is promised that a window would not keep.</summary>
    public string HowOf(Precedence said) => Green?.IsOpenTo(said) == true ? "kiosk.who.green-how" : $"kiosk.who.{said.ToString().ToLowerInvariant()}-how";

    /// <summary>Whoever comes for this goes through the green channel and need say nothing.</summary>
    public bool IsGreenMatter => Green?.GroupIds.Contains(Group.Now.Group.Id) == true;

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ?? (Group.Stop is not null ? Redirect($"/kiosk/{Letter}/stopped") : await ShownAsync());

    public override async Task ShowAgainAsync()
    {
        await base.ShowAgainAsync();
        await ShownAsync();
    }

    private async Task<IActionResult> ShownAsync()
    {
        Green = await lines.GreenOfAsync(Group.Now.Group.Id, Group.Now.Windows, HttpContext.RequestAborted);
        return Page();
    }

    [InGroup]
    public async Task<IActionResult> OnPostAsync(Precedence precedence)
    {
        if (await LoadAsync() is { } elsewhere)
        {
            return elsewhere;
        }

        if (Group.Stop is not null && !await arrivals.WasAnsweredAsync(HttpContext.RequestAborted))
        {
            return Redirect($"/kiosk/{Letter}/stopped");
        }

        var site = await SiteAsync();
        var who = new Arrive(new WalkIn(site.Id, Group.Now.Group.Id, Chosen?.Id, precedence), Shown: null, person.Actor);
        var arrived = (await arrivals.SendAsync(who, HttpContext.RequestAborted)).OrRefuse();
        return Redirect($"/kiosk/ticket/{arrived.Token}");
    }
}
