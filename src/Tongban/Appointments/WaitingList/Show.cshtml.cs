using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Appointments.Online.Choosing;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Appointments.WaitingList;

/// <summary>An entry of the waiting list: its place in line, what is offered, the way to take, decline or leave.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class ShowModel(WaitingReader reader, WaitingLine line, CurrentCitizen citizen) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public WaitingFacts Facts { get; private set; } = null!;

    public string TimesAddress => new Choice(Facts.Items, Facts.Site).TimesAddress();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await reader.ByTokenAsync(Token, stop) is not { } facts)
        {
            return NotFound();
        }

        Facts = facts;
        return facts.Status == WaitingStatus.Named ? LocalRedirect($"/waiting/{Token}/code") : Page();
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken stop)
    {
        await MustExistAsync(stop);
        var booked = await line.AcceptAsync(Token, citizen.Actor, stop);
        return LocalRedirect($"/bookings/{booked.Token}");
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken stop)
    {
        await MustExistAsync(stop);
        await line.DeclineAsync(Token, citizen.Actor, stop);
        return LocalRedirect($"/waiting/{Token}");
    }

    public async Task<IActionResult> OnPostLeaveAsync(CancellationToken stop)
    {
        await MustExistAsync(stop);
        await line.LeaveAsync(Token, citizen.Actor, stop);
        return LocalRedirect($"/waiting/{Token}");
    }

    public override async Task ShowAgainAsync()
    {
        var facts = await reader.ByTokenAsync(Token, default);
        MustBeThere(facts is not null);
        Facts = facts;
    }

    private async Task MustExistAsync(CancellationToken stop) =>
        Refusal.Unless(await line.ByTokenAsync(Token, stop) is not null, "waiting.unknown");
}
