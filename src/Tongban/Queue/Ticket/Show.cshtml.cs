using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Ticket;

/// <summary>The mobile ticket: position, an honest range, "come now". Whoever has the address has the ticket.</summary>
[AllowAnonymous]
public sealed class ShowModel(TicketReading reading, Returning returning, RequestPerson person) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public TicketNow Ticket { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    /// <summary>The part that changes; 304 while nothing has.</summary>
    public async Task<IActionResult> OnGetNowAsync()
    {
        if (await reading.PolledAsync(Token, HttpContext.RequestAborted) is not { } ticket)
        {
            return NotFound();
        }

        Ticket = ticket;
        var tag = Ticket.ETag(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = "private, no-cache";
        return Request.Headers.IfNoneMatch == tag ? StatusCode(StatusCodes.Status304NotModified) : Partial("_Now", this);
    }

    public async Task<IActionResult> OnPostCancelAsync()
    {
        await returning.CancelAsync(await FindAsync(), person.Actor);
        return Redirect($"/t/{Token}");
    }

    public async Task<IActionResult> OnPostReturnAsync()
    {
        await returning.ReturnAsync(await FindAsync(), person.Actor);
        return Redirect($"/t/{Token}");
    }

    public override async Task ShowAgainAsync() => MustBeThere(await LoadAsync());

    private async Task<Visit> FindAsync() => await reading.FindAsync(Token, HttpContext.RequestAborted) ?? throw new Refusal("ticket.unknown");

    private async Task<bool> LoadAsync()
    {
        if (await reading.FindAsync(Token, HttpContext.RequestAborted) is not { } visit)
        {
            return false;
        }

        Ticket = await reading.OfAsync(visit, HttpContext.RequestAborted);
        return true;
    }
}
