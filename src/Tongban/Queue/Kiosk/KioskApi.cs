using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue.Forecast;
using Tongban.Queue.Ticket;
using Tongban.Shared.Api;
using Tongban.Shared.Rush;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Kiosk;

/// <summary>What a kiosk does, for kiosks of other makers.</summary>
public static class KioskApi
{
    public static void MapKioskApi(this IEndpointRouteBuilder app)
    {
        var kiosk = new NeedsDeviceAttribute(DeviceKind.Kiosk, Permission.ManageHall);
        var api = app.MapApi("Kiosk");
        api.MapGet("/kiosk/groups", GroupsAsync).WithName("listKioskGroups").RequireAuthorization(kiosk);
        api.MapPost("/kiosk/tickets", WalkInAsync).WithName("takeTicket").RequireAuthorization(kiosk).InGroup().Refuses("matter-group.unknown", "item.unknown", "kiosk.stopped", "hall.tickets-are-stopped", "hall.day-is-closed");
        api.MapPost("/kiosk/check-ins", CheckInAsync).WithName("checkIn").RequireAuthorization(kiosk).InGroup().Refuses(
            "appointment.forged-qr", "appointment.unreadable-code", "appointment.too-early", "appointment.too-late", "kiosk.booking-elsewhere", "kiosk.no-booking-today", "leg.return-too-late");
    }

    /// <summary>The matter groups that this kiosk's site offers now, with the waiting time and why no number is given.</summary>
    /// <param name="kiosk">The kiosk's site.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<IReadOnlyList<OfferedGroup>>> GroupsAsync(KioskNow kiosk, HallClock clock, CancellationToken stop) =>
        TypedResults.Ok<IReadOnlyList<OfferedGroup>>([.. (await kiosk.GroupsAsync(stop)).Select(group => OfferedGroup.Of(group, clock))]);

    /// <summary>Gives a walk-in the next number of a matter group (取号).</summary>
    /// <remarks>No number is given that cannot be served before the break or closing. Precedence is asked kindly and never proved.</remarks>
    /// <param name="wish">What for.</param>
    /// <param name="kiosk">The kiosk's site.</param>
    /// <param name="arrivals">Those who arrive at this moment.</param>
    /// <param name="reading">Reads it back.</param>
    /// <param name="person">Which kiosk.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Created<ShownTicket>> WalkInAsync(TicketWish wish, KioskNow kiosk, Group<Arrive, Arrived> arrivals, TicketReading reading, RequestPerson person, CancellationToken stop)
    {
        var group = await kiosk.GroupAsync(wish.Group.ToUpperInvariant(), stop) ?? throw new Refusal("matter-group.unknown");
        Refusal.Unless(group.Stop is null || await arrivals.WasAnsweredAsync(stop), "kiosk.stopped");
        var item = wish.Item is null ? null : group.Items.FirstOrDefault(one => one.Code == wish.Item) ?? throw new Refusal("item.unknown");
        var precedence = (wish.Precedence ?? []).Aggregate(Precedence.None, (all, one) => all | one);
        var who = new Arrive(new WalkIn((await kiosk.SiteAsync(stop)).Id, group.Now.Group.Id, item?.Id, precedence), Shown: null, person.Actor);
        return await GivenAsync((await arrivals.SendAsync(who, stop)).OrRefuse(), reading, stop);
    }

    /// <summary>Checks a booking in and gives its number; whoever has it already gets the same. The slip of a number puts its holder back in line.</summary>
    /// <param name="shown">What the person shows.</param>
    /// <param name="kiosk">The kiosk's site.</param>
    /// <param name="arrivals">Those who arrive at this moment.</param>
    /// <param name="reading">Reads it back.</param>
    /// <param name="person">Which kiosk.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Created<ShownTicket>> CheckInAsync(ShownAtKiosk shown, KioskNow kiosk, Group<Arrive, Arrived> arrivals, TicketReading reading, RequestPerson person, CancellationToken stop)
    {
        var who = new Arrive(WalkIn: null, new Shown((await kiosk.SiteAsync(stop)).Id, shown.Text), person.Actor);
        return await GivenAsync((await arrivals.SendAsync(who, stop)).OrRefuse(), reading, stop);
    }

    private static async Task<Created<ShownTicket>> GivenAsync(Arrived arrived, TicketReading reading, CancellationToken stop) =>
        TypedResults.Created($"{ApiRoutes.Root}/tickets/{arrived.Token}", ShownTicket.Of(await reading.OfAsync((await reading.FindAsync(arrived.Token, stop))!, stop)));
}

/// <summary>What a walk-in comes for.</summary>
/// <param name="Group">The matter group's letter.</param>
/// <param name="Item">An item's code; absent for something else.</param>
/// <param name="Precedence">Any of `elderly`, `pregnant`, `disabled`.</param>
public sealed record TicketWish(string Group, string? Item = null, IReadOnlyList<Precedence>? Precedence = null);

/// <summary>What the person shows.</summary>
/// <param name="Text">The booking's QR or code, an ID number, a phone, or the QR of a slip.</param>
public sealed record ShownAtKiosk(string Text);

/// <summary>A matter group.</summary>
/// <param name="Group">Its letter.</param>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="WaitMinMinutes">From so many minutes for who comes now; absent when nobody can say.</param>
/// <param name="WaitMaxMinutes">To so many minutes.</param>
/// <param name="Stopped">Why no number is given; absent while one is.</param>
/// <param name="AgainAt">When again today; absent when not today.</param>
/// <param name="Items">Codes of its items.</param>
public sealed record OfferedGroup(string Group, string Name, int Waiting, int? WaitMinMinutes, int? WaitMaxMinutes, TicketStopReason? Stopped, DateTimeOffset? AgainAt, IReadOnlyList<string> Items)
{
    public static OfferedGroup Of(KioskGroup group, HallClock clock) => new(
        group.Letter, Named.In(group.Now.Group.NameZh, group.Now.Group.NameEn), group.Now.Waiting, group.Now.Wait?.Min, group.Now.Wait?.Max, group.Stop?.Reason, clock.WithOffset(group.Stop?.AgainAt), [.. group.Items.Select(item => item.Code)]);
}
