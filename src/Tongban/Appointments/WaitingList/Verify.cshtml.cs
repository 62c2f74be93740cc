using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Appointments.Online;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Shared.Writes;

namespace Tongban.Appointments.WaitingList;

/// <summary>The digits that were sent to the phone of an entry. Outside of the page's transaction, because an attempt counts although it is refused.</summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class VerifyModel(TongbanDb db, WaitingLine line, Group<JoinList, OnList> joining, Caller caller, PersonalData personal) : TongbanPage, IAsksForCode
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Digits { get; set; }

    public WaitingEntry Entry { get; private set; } = null!;

    public bool IsCodeAlive { get; private set; }

    public string Phone => Entry.Phone is { } phone ? Masking.Phone(personal.Open(phone)) : "";

    string IAsksForCode.Button => "list.join";

    BookingFacts? IAsksForCode.Kept => null;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await line.ByTokenAsync(Token, stop) is not { } entry)
        {
            return NotFound();
        }

        await ShowAsync(entry, stop);
        return entry.Status == WaitingStatus.Named ? Page() : LocalRedirect($"/waiting/{Token}");
    }

    [InGroup]
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        (await joining.SendAsync(new JoinList(Token, Digits, caller.Facts), stop)).OrRefuse();
        return LocalRedirect($"/waiting/{Token}");
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        var entry = await line.ByTokenAsync(Token, stop) ?? throw new Refusal("waiting.unknown");
        Refusal.Unless(entry.Status == WaitingStatus.Named, "waiting.not-open");
        await line.SendCodeAsync(entry, stop);
        await transaction.CommitAsync(stop);
        return LocalRedirect($"/waiting/{Token}/code");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var entry = await line.ByTokenAsync(Token);
        MustBeThere(entry is not null);
        await ShowAsync(entry, default);
    }

    private async Task ShowAsync(WaitingEntry entry, CancellationToken stop)
    {
        Entry = entry;
        IsCodeAlive = await line.IsCodeAliveAsync(entry, stop);
    }
}
