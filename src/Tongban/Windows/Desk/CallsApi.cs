using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Api;

namespace Tongban.Windows.Desk;

/// <summary>The keys of a window's desk, for a clerk who works in another program.</summary>
public static class CallsApi
{
    public static void MapCallsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Window");
        var clerk = new NeedsAttribute(Permission.ServeAtWindow);
        api.MapGet("/window", ShowAsync).WithName("showWindow").RequireAuthorization(clerk).Refuses("window.not-signed-in");
        api.MapPut("/window", SitDownAsync).WithName("sitDown").RequireAuthorization(clerk).Refuses("window.unknown", "window.taken-by", "window.sits-at", "window.day-is-closed");
        api.MapDelete("/window", LeaveAsync).WithName("leaveWindow").RequireAuthorization(clerk).Refuses("window.not-signed-in", "window.still-has-somebody");
        api.MapDelete("/window/armed", DisarmAsync).WithName("disarm").RequireAuthorization(clerk).Refuses("window.not-signed-in");
        api.MapPost("/window/calls", CallAsync).WithName("call").RequireAuthorization(clerk).Refuses(
            "window.not-signed-in", "window.has-somebody", "window.paused", "ticket.not-of-today", "leg.ended", "leg.held-by", "leg.other-group", "leg.waits-for-window");
        api.MapPost("/window/calls/current/recalls", RecallAsync).WithName("recall").RequireAuthorization(clerk).Refuses("window.not-signed-in", "window.has-nobody", "leg.not-called", "leg.recall-too-soon");
        api.MapPut("/window/calls/current/missed", MissAsync).WithName("passOver").RequireAuthorization(clerk).Refuses("window.not-signed-in", "window.has-nobody", "leg.not-called", "leg.call-again-first");
        api.MapPut("/window/calls/current/begun", BeginAsync).WithName("begin").RequireAuthorization(clerk).Refuses("window.not-signed-in", "window.has-nobody", "leg.not-called");
        api.MapPut("/window/calls/current/parked", ParkAsync).WithName("park").RequireAuthorization(clerk).Refuses("window.not-signed-in", "window.has-nobody", "leg.note-too-long");
        api.MapPut("/window/calls/current/transferred", TransferAsync).WithName("transfer").RequireAuthorization(clerk).Refuses(
            "window.not-signed-in", "window.has-nobody", "desk.choose-where-to", "window.unknown", "window.closed", "window.is-this-one", "matter-group.unknown", "matter-group.not-served-here", "leg.note-too-long");
        api.MapPut("/window/calls/current/finished", FinishAsync).WithName("finish").RequireAuthorization(clerk).Refuses("window.not-signed-in", "window.has-nobody", "leg.not-serving");
    }

    /// <summary>The window at which the clerk sits: whom it holds, how many wait for it.</summary>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> ShowAsync(ApiDesk desk) => TypedResults.Ok(await desk.NowAsync());

    /// <summary>The clerk sits down at a window; at the same one again it is no mistake.</summary>
    /// <param name="at">Which window.</param>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> SitDownAsync(SitDown at, ApiDesk desk) => TypedResults.Ok(await desk.SitDownAsync(at.Window));

    /// <summary>The clerk leaves the window.</summary>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<NoContent> LeaveAsync(ApiDesk desk)
    {
        await desk.LeaveAsync();
        return TypedResults.NoContent();
    }

    /// <summary>No longer armed (候叫): who comes next waits until the clerk calls.</summary>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> DisarmAsync(ApiDesk desk) => TypedResults.Ok(await desk.DisarmAsync());

    /// <summary>Calls whoever is next by the rule, or one number by hand.</summary>
    /// <remarks>Two windows never get the same person. Where nobody waits the answer is 204 and the window is armed (候叫): who comes next is called at once.</remarks>
    /// <param name="wish">Nothing for the next; a number to call by hand.</param>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Results<Ok<WindowNow>, NoContent>> CallAsync(CallWish wish, ApiDesk desk) =>
        await desk.CallAsync(wish.Number) is { } now ? TypedResults.Ok(now) : TypedResults.NoContent();

    /// <summary>Calls the same person again, ten seconds after the last call at the earliest.</summary>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> RecallAsync(ApiDesk desk) => TypedResults.Ok(await desk.DoAsync((calling, _, at, by) => calling.RecallAsync(at, by)));

    /// <summary>过号: did not come after three calls.</summary>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> MissAsync(ApiDesk desk) => TypedResults.Ok(await desk.DoAsync((calling, _, at, by) => calling.MissAsync(at, by)));

    /// <summary>The person stands at the window.</summary>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> BeginAsync(ApiDesk desk) => TypedResults.Ok(await desk.DoAsync((_, serving, at, by) => serving.BeginAsync(at, by)));

    /// <summary>挂起: the person fetches something and comes back to this window first.</summary>
    /// <param name="note">For the clerk.</param>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> ParkAsync(DeskNote note, ApiDesk desk) => TypedResults.Ok(await desk.DoAsync((_, serving, at, by) => serving.ParkAsync(at, note.Note, by)));

    /// <summary>Sends the person on to a matter group or a window; the number and the place from the arrival are kept.</summary>
    /// <param name="to">Where to: one of the two.</param>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> TransferAsync(TransferTo to, ApiDesk desk) => TypedResults.Ok(await desk.TransferAsync(to));

    /// <summary>办完: the service has ended and may be rated.</summary>
    /// <param name="desk">The clerk's desk.</param>
    public static async Task<Ok<WindowNow>> FinishAsync(ApiDesk desk) => TypedResults.Ok(await desk.DoAsync((_, serving, at, by) => serving.FinishAsync(at, by)));
}

/// <summary>What the endpoints do at the window of the clerk who asks.</summary>
public sealed class ApiDesk(TongbanDb db, WindowDuty duty, Calling calling, Serving serving, WindowReading reading, CurrentStaff staff)
{
    public async Task<WindowNow> NowAsync() => await reading.OfAsync(await SessionAsync(), default);

    public async Task<WindowNow> SitDownAsync(string code)
    {
        var mine = (await staff.PostsAsync()).Where(post => Roles.PermissionsOf(post.Role).Contains(Permission.ServeAtWindow)).Select(post => post.SiteId).ToList();
        var windows = (await db.Set<Window>().AsNoTracking().Where(one => one.Code == code).ToListAsync()).FindAll(one => mine.Contains(null) || mine.Contains(one.SiteId));
        Refusal.Unless(windows.Count == 1, "window.unknown");
        await duty.OpenAsync(windows[0].Id, staff.AccountId!.Value, staff.Actor);
        return await NowAsync();
    }

    public async Task<WindowNow> DisarmAsync()
    {
        await duty.DisarmAsync(await SessionAsync(), staff.Actor);
        return await NowAsync();
    }

    public async Task LeaveAsync() => await duty.CloseAsync(await SessionAsync(), staff.Actor);

    /// <summary>Null when nobody waits.</summary>
    public async Task<WindowNow?> CallAsync(string? number)
    {
        var at = await SessionAsync();
        var leg = number is null ? await calling.NextAsync(at, staff.Actor) : await calling.ByNumberAsync(at, number, staff.Actor);
        return leg is null ? null : await NowAsync();
    }

    public async Task<WindowNow> TransferAsync(TransferTo to)
    {
        Refusal.Unless((to.Window is null) != (to.Group is null), "desk.choose-where-to");
        var at = await SessionAsync();
        var window = to.Window is null ? null : await db.Set<Window>().AsNoTracking().SingleOrDefaultAsync(one => one.SiteId == at.SiteId && one.Code == to.Window) ?? throw new Refusal("window.unknown");
        var group = to.Group is null ? null : await db.Set<MatterGroup>().AsNoTracking().SingleOrDefaultAsync(one => one.TicketLetter == to.Group) ?? throw new Refusal("matter-group.unknown");
        await serving.TransferAsync(at, group?.Id, window?.Id, to.Note, staff.Actor);
        return await NowAsync();
    }

    public async Task<WindowNow> DoAsync(Func<Calling, Serving, WindowSession, Actor, Task> act)
    {
        await act(calling, serving, await SessionAsync(), staff.Actor);
        return await NowAsync();
    }

    private async Task<WindowSession> SessionAsync() => await duty.SessionOfAsync(staff.AccountId!.Value) ?? throw new Refusal("window.not-signed-in");
}

/// <summary>Where to sit.</summary>
/// <param name="Window">The window's code.</param>
public sealed record SitDown(string Window);

/// <summary>Whom to call.</summary>
/// <param name="Number">A ticket's number; absent for whoever is next.</param>
public sealed record CallWish(string? Number = null);

/// <summary>A note for the clerk.</summary>
/// <param name="Note">200 characters at most.</param>
public sealed record DeskNote(string Note = "");

/// <summary>Where to send somebody on.</summary>
/// <param name="Window">A window's code.</param>
/// <param name="Group">A matter group's letter.</param>
/// <param name="Note">200 characters at most.</param>
public sealed record TransferTo(string? Window = null, string? Group = null, string Note = "");

/// <summary>A window.</summary>
/// <param name="Window">Its code.</param>
/// <param name="Label">What its sign says.</param>
/// <param name="IsPaused">暂停接待.</param>
/// <param name="IsArmed">候叫: who comes next is called at once.</param>
/// <param name="Waiting">How many wait for it.</param>
/// <param name="Next">Whom the next call would call; absent when nobody waits.</param>
/// <param name="Visitor">Whom it holds; absent when nobody.</param>
public sealed record WindowNow(string Window, string Label, bool IsPaused, bool IsArmed, int Waiting, string? Next, VisitorNow? Visitor);

/// <summary>Whom a window holds.</summary>
/// <param name="Number">The ticket's number.</param>
/// <param name="Status">`called` or `serving`.</param>
/// <param name="Calls">How often it was called.</param>
/// <param name="Name">Masked, unless this clerk has just said at the desk why the whole name is needed; absent for a walk-in.</param>
/// <param name="Item">What the matter is called.</param>
/// <param name="Note">From the clerk before.</param>
public sealed record VisitorNow(string Number, LegStatus Status, int Calls, string? Name, string? Item, string Note);
