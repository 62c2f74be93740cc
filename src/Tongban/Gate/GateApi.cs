using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Api;
using Tongban.Shared.Rush;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Gate;

/// <summary>A gate of another maker: a turnstile or a scanner that asks who may come in.</summary>
public static class GateApi
{
    public static void MapGateApi(this IEndpointRouteBuilder app)
    {
        var gate = new NeedsDeviceAttribute(DeviceKind.Gate, Permission.GuardGate);
        var api = app.MapApi("Gate");
        api.MapGet("/gate/zones", ZonesAsync).WithName("listZones").RequireAuthorization(gate);
        api.MapPost("/gate/scans", ScanAsync).WithName("scanAtGate").RequireAuthorization(gate).InGroup().Refuses("gate.too-many-companions", "gate.no-site");
        api.MapPost("/gate/walk-ins", WalkInAsync).WithName("admitWalkIn").RequireAuthorization(gate).Refuses("gate.zone-unknown", "gate.too-many-companions");
        api.MapPost("/gate/departures", LeaveAsync).WithName("countDeparture").RequireAuthorization(gate).Refuses("gate.zone-unknown", "gate.nobody-inside");
        api.MapDelete("/gate/admissions/{id:guid}", UndoAsync).WithName("undoAdmission").RequireAuthorization(gate).Refuses("gate.nothing-to-undo");
    }

    /// <summary>How many are inside each zone behind this gate.</summary>
    /// <param name="place">The gate's site.</param>
    /// <param name="zones">The zones.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<IReadOnlyList<ZoneInside>>> ZonesAsync(GatePlace place, GateZones zones, CancellationToken stop) =>
        TypedResults.Ok<IReadOnlyList<ZoneInside>>([.. (await zones.AllAsync((await place.SiteAsync(stop)).Id, stop)).Select(ZoneInside.Of)]);

    /// <summary>Asks whether whoever shows this may come in; whoever may is counted, and a booking gets its number.</summary>
    /// <remarks>A "no" is an answer, not an error: `outcome` is `refused` and `reason` says why, such as `zone-full`, `forged-qr`, `booking-too-early`, `ticket-other-day`, `already-inside`. A person with several bookings today is answered `choice` with their codes, to be scanned again; one without any is answered `nobody`.</remarks>
    /// <param name="scan">What was read.</param>
    /// <param name="place">The gate's site.</param>
    /// <param name="scans">Whatever is scanned at this moment.</param>
    /// <param name="db">The database.</param>
    /// <param name="answers">Reads the answer.</param>
    /// <param name="say">Says it in words.</param>
    /// <param name="person">Which gate.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<GateSays>> ScanAsync(
        GateScan scan, GatePlace place, Group<ScanAtGate, GateSaid> scans, TongbanDb db, GateAnswers answers, Say say, RequestPerson person, CancellationToken stop)
    {
        var site = await place.SiteAsync(stop);
        var said = (await scans.SendAsync(new ScanAtGate(site.Id, scan.Text, People(scan.Companions), person.Actor), stop)).OrRefuse();
        return TypedResults.Ok(said.AdmissionId is { } id ? await SaysAsync(await db.Set<Admission>().AsNoTracking().SingleAsync(admission => admission.Id == id, stop), answers, say) : GateSays.Choose(said.Choice));
    }

    /// <summary>Lets a walk-in into a zone; the number comes from the kiosk there.</summary>
    /// <param name="walkIn">Where to.</param>
    /// <param name="place">The gate's site.</param>
    /// <param name="admitting">The activity.</param>
    /// <param name="answers">Reads the answer.</param>
    /// <param name="db">The database.</param>
    /// <param name="say">Says it in words.</param>
    /// <param name="person">Which gate.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<GateSays>> WalkInAsync(GateWalkIn walkIn, GatePlace place, Admitting admitting, GateAnswers answers, TongbanDb db, Say say, RequestPerson person, CancellationToken stop)
    {
        var site = await place.SiteAsync(stop);
        return TypedResults.Ok(await SaysAsync(await admitting.WalkInAsync(site.Id, await ZoneAsync(db, site.Id, walkIn.Zone, stop), People(walkIn.Companions), person.Actor, stop), answers, say));
    }

    /// <summary>One person went out of a zone.</summary>
    /// <param name="departure">Whence.</param>
    /// <param name="place">The gate's site.</param>
    /// <param name="count">The count.</param>
    /// <param name="db">The database.</param>
    /// <param name="person">Which gate.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<ZoneInside>> LeaveAsync(GateDeparture departure, GatePlace place, ZoneCount count, TongbanDb db, RequestPerson person, CancellationToken stop)
    {
        var zoneId = await ZoneAsync(db, (await place.SiteAsync(stop)).Id, departure.Zone, stop);
        Refusal.Unless(await count.LeaveAsync(zoneId, 1, person.Actor, stop), "gate.nobody-inside");
        return TypedResults.Ok(ZoneInside.Of(await db.Set<Zone>().AsNoTracking().SingleAsync(zone => zone.Id == zoneId, stop)));
    }

    /// <summary>They did not come in after all: the count goes back, the number stays theirs.</summary>
    /// <param name="id">The admission.</param>
    /// <param name="place">The gate's site.</param>
    /// <param name="admitting">The activity.</param>
    /// <param name="person">Which gate.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<NoContent> UndoAsync(Guid id, GatePlace place, Admitting admitting, RequestPerson person, CancellationToken stop)
    {
        await admitting.UndoAsync((await place.SiteAsync(stop)).Id, id, person.Actor, stop);
        return TypedResults.NoContent();
    }

    // One more than the companions, whatever number was sent.
    private static int People(int companions) => companions == int.MaxValue ? companions : companions + 1;

    private static async Task<Guid> ZoneAsync(TongbanDb db, Guid siteId, string code, CancellationToken stop) =>
        await db.Set<Zone>().Where(zone => zone.SiteId == siteId && zone.Code == code).Select(zone => (Guid?)zone.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("gate.zone-unknown");

    private static async Task<GateSays> SaysAsync(Admission admission, GateAnswers answers, Say say) =>
        GateSays.Of((await answers.FindAsync(admission.SiteId, admission.Id))!, say);
}

/// <summary>What was read at the gate.</summary>
/// <param name="Text">A booking's QR or code, a ticket's QR or number, an ID number or a phone; 300 characters at most.</param>
/// <param name="Companions">How many come with the person.</param>
public sealed record GateScan(string Text, int Companions = 0);

/// <summary>A walk-in.</summary>
/// <param name="Zone">The zone's code.</param>
/// <param name="Companions">How many come with the person.</param>
public sealed record GateWalkIn(string Zone, int Companions = 0);

/// <summary>Somebody goes.</summary>
/// <param name="Zone">The zone's code.</param>
public sealed record GateDeparture(string Zone);

/// <summary>A zone.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Letter">The letter on the signs.</param>
/// <param name="Name">Its name.</param>
/// <param name="Inside">Persons inside now.</param>
/// <param name="Capacity">Persons who may be inside.</param>
public sealed record ZoneInside(string Code, string Letter, string Name, int Inside, int Capacity)
{
    public static ZoneInside Of(Zone zone) => new(zone.Code, zone.Letter, Named.In(zone.NameZh, zone.NameEn), zone.Inside, zone.Capacity);
}

/// <summary>The gate's answer.</summary>
/// <param name="Outcome">`allowed`, `refused`, `assisted`, `choice` or `nobody`.</param>
/// <param name="Id">The admission, for taking it back; absent for `choice` and `nobody`.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Sentence">The same in words.</param>
/// <param name="Zone">The zone's letter.</param>
/// <param name="Number">The ticket's number.</param>
/// <param name="Ahead">Persons before this one in line; absent for one who was let in this moment: the ticket tells it.</param>
/// <param name="Name">Who it is, masked.</param>
/// <param name="Codes">Codes to choose from.</param>
public sealed record GateSays(string Outcome, Guid? Id, string? Reason, string? Sentence, string? Zone, string? Number, int? Ahead, string? Name, IReadOnlyList<string>? Codes)
{
    public static GateSays Of(GateAnswer answer, Say say)
    {
        var (admission, reason) = (answer.Admission, answer.Admission is { Outcome: AdmissionOutcome.Refused } refused ? refused.Reason : null);
        return new(
            admission.Outcome.ToString().ToLowerInvariant(), admission.Id, reason, reason is null ? null : say["refused.gate." + reason], answer.Zone?.Letter, answer.Visit?.Number, answer.Ahead, answer.MaskedName, null);
    }

    public static GateSays Choose(IReadOnlyList<string> codes) => new(codes.Count == 0 ? "nobody" : "choice", null, null, null, null, null, null, null, codes.Count == 0 ? null : codes);
}
