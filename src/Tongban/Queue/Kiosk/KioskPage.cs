using Microsoft.AspNetCore.Mvc;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Queue.Kiosk;

/// <summary>A page of the kiosk about one group.</summary>
public abstract class KioskGroupPage(KioskNow kiosk) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Letter { get; set; } = "";

    /// <summary>The chosen matter; empty is "something else".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Item { get; set; }

    public KioskGroup Group { get; private set; } = null!;

    public EverydayItem? Chosen => Group.Items.FirstOrDefault(item => item.Code == Item);

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync() is null, "/kiosk");

    protected Task<Site> SiteAsync() => kiosk.SiteAsync(HttpContext.RequestAborted);

    /// <summary>Null when the group is there; otherwise where to go instead.</summary>
    protected async Task<IActionResult?> LoadAsync()
    {
        if (await kiosk.GroupAsync(Letter, HttpContext.RequestAborted) is not { } group)
        {
            return Redirect("/kiosk");
        }

        Group = group;
        return null;
    }
}
