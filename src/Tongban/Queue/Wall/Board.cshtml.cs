using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Queue.Wall;

/// <summary>The calling board of a hall, or of one of its zones.</summary>
[NeedsDevice(DeviceKind.Display, Permission.ManageHall)]
public sealed class BoardModel(BoardReading reading) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string SiteCode { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ZoneCode { get; set; }

    public BoardNow Board { get; private set; } = null!;

    /// <summary>This board's own address; its stream and its state hang below.</summary>
    public string Address => ZoneCode is null ? $"/wall/{SiteCode}" : $"/wall/{SiteCode}/{ZoneCode}";

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    /// <summary>The present state, fetched again after every change and every cut.</summary>
    public async Task<IActionResult> OnGetNowAsync() => await LoadAsync() ? Partial("_Now", this) : NotFound();

    private async Task<bool> LoadAsync()
    {
        var board = await reading.FindAsync(SiteCode, ZoneCode, HttpContext.RequestAborted);
        Board = board!;
        return board is not null;
    }
}
