using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Windows.Desk;

/// <summary>The window desk: who is next and why, the visitor, and the keys in their fixed places.</summary>
[Needs(Permission.ServeAtWindow)]
public sealed class IndexModel(WindowDuty duty, Calling calling, Serving serving, DeskReading reading, CurrentStaff staff) : TongbanPage
{
    private WindowSession? session;

    public DeskNow Desk { get; private set; } = null!;

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>A number to call; kept in its field when it is refused.</summary>
    [BindProperty]
    public string? Number { get; set; }

    /// <summary>Whom the page showed at the window when the key was pressed.</summary>
    [BindProperty]
    public Guid? Held { get; set; }

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : Redirect("/desk/window");

    /// <summary>The queue, fetched again when something has changed.</summary>
    public async Task<IActionResult> OnGetLineAsync() => await LoadAsync(withTargets: false) ? Partial("_Line", this) : Forbid();

    /// <summary>The keys, fetched again with the queue.</summary>
    public async Task<IActionResult> OnGetKeysAsync() => await LoadAsync() ? Partial("_Keys", this) : Forbid();

    public Task<IActionResult> OnPostNextAsync() => DoAsync(at => calling.NextAsync(at, staff.Actor));

    public Task<IActionResult> OnPostNumberAsync() => DoAsync(at => calling.ByNumberAsync(at, Number ?? "", staff.Actor));

    public Task<IActionResult> OnPostRecallAsync() => DoAsync(at => calling.RecallAsync(at, staff.Actor));

    public Task<IActionResult> OnPostMissAsync() => DoAsync(at => calling.MissAsync(at, staff.Actor));

    public Task<IActionResult> OnPostUndoAsync(Guid leg) => DoAsync(at => calling.UndoAsync(at, leg, staff.Actor));

    public Task<IActionResult> OnPostBeginAsync() => DoAsync(at => serving.BeginAsync(at, staff.Actor));

    public Task<IActionResult> OnPostParkAsync() => DoAsync(at => serving.ParkAsync(at, Note ?? "", staff.Actor));

    public Task<IActionResult> OnPostFinishAsync() => DoAsync(at => serving.FinishAsync(at, staff.Actor));

    public Task<IActionResult> OnPostPauseAsync() =>
        DoAsync(at => at.PausedAt is null ? duty.PauseAsync(at, staff.Actor) : duty.ResumeAsync(at, staff.Actor));

    public Task<IActionResult> OnPostDisarmAsync() => DoAsync(at => duty.DisarmAsync(at, staff.Actor));

    public Task<IActionResult> OnPostHelpAsync() => DoAsync(at => duty.AskForHelpAsync(at, at.HelpWantedAt is null, staff.Actor));

    public Task<IActionResult> OnPostNameAsync(string? why) => DoAsync(at => serving.LookAtNameAsync(at, why ?? "", staff.Actor));

    /// <summary>To a window (<c>w:id</c>) or a group (<c>g:id</c>).</summary>
    public Task<IActionResult> OnPostTransferAsync(string? to) => DoAsync(at =>
    {
        Refusal.Unless(to is { Length: > 2 } && Guid.TryParse(to[2..], out _), "desk.choose-where-to");
        var id = Guid.Parse(to![2..]);
        return to[0] == 'w' ? serving.TransferAsync(at, null, id, Note ?? "", staff.Actor) : serving.TransferAsync(at, id, null, Note ?? "", staff.Actor);
    });

    public async Task<IActionResult> OnPostLeaveAsync()
    {
        await duty.CloseAsync(await SessionAsync(), staff.Actor);
        return Redirect("/desk/window");
    }

    // The manager may have closed the window meanwhile.
    public override async Task ShowAgainAsync()
    {
        session = null;
        MustBeThere(await LoadAsync(), "/desk/window");
    }

    private async Task<IActionResult> DoAsync(Func<WindowSession, Task> act)
    {
        var at = await SessionAsync();
        Refusal.Unless(Held is null || (await calling.HeldAsync(at.WindowId))?.Id == Held, "window.holds-another");
        await act(at);
        return Redirect("/desk");
    }

    private async Task<WindowSession> SessionAsync() =>
        await duty.SessionOfAsync(staff.AccountId!.Value) ?? throw new Refusal("window.not-signed-in");

    private async Task<bool> LoadAsync(bool withTargets = true)
    {
        session ??= await duty.SessionOfAsync(staff.AccountId!.Value);
        if (session is not null)
        {
            Desk = await reading.OfAsync(session, HttpContext.RequestAborted, withTargets);
        }

        return session is not null;
    }
}
