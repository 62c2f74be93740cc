using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Queue;

namespace Tongban.Gate;

/// <summary>
/// Lets people in, or tells why not; every answer is an <see cref="Admission"/>. A zone is counted, a booking checked
/// in and the answer kept in the caller's one transaction.
/// </summary>
public sealed class Admitting(TongbanDb db, HallClock clock, ZoneCount count, GateZones zones, AdmissionProfiles profiles, Arrival arrival, HallOrders orders)
{
    /// <summary>The manager has ended the day.</summary>
    public const string DayIsClosed = "day-closed";

    /// <summary>A walk-in goes to a zone and takes a number at the kiosk there.</summary>
    public async Task<Admission> WalkInAsync(Guid siteId, Guid zoneId, int people, Actor by, CancellationToken stop = default)
    {
        await zones.MustBeOfAsync(siteId, zoneId, stop);
        var profile = await ProfileAsync(siteId, stop);
        var call = new AdmissionCall(siteId, zoneId, AdmissionWay.WalkIn, people);
        return await orders.IsClosedAsync(siteId, stop) ? await RefuseAsync(call, DayIsClosed, by, stop)
            : profile.WalkIns ? await LetInAsync(call, null, "", by, stop)
            : await RefuseAsync(call, "no-walk-ins", by, stop);
    }

    /// <summary>人工登记: the guard gives the number at the gate, for those who cannot or need not do it themselves.</summary>
    public async Task<Admission> AssistAsync(Guid siteId, Guid groupId, Precedence precedence, string reason, int people, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(AssistReasons.All.Contains(reason), "gate.needs-assist-reason");
        var zoneId = await zones.OfGroupAsync(siteId, groupId, stop) ?? throw new Refusal("gate.group-not-here");
        var profile = await ProfileAsync(siteId, stop);
        var call = new AdmissionCall(siteId, zoneId, AdmissionWay.WalkIn, people);
        if (!await HasRoomAsync(call, profile, by, stop))
        {
            return await RefuseAsync(call, "zone-full", by, stop);
        }

        var visit = await arrival.WalkInAsync(siteId, groupId, null, precedence, by, stop);
        return await KeepAsync(Admission.Assist(db.CentreId, call with { VisitId = visit.Id }, reason, clock.Today, clock.Now, by), stop);
    }

    /// <summary>A ticket or a booking goes to its zone; a booking gets its number here, after the zone had room.</summary>
    public async Task<Admission> LetInAsync(AdmissionCall call, string? bookingCode, string assistReason, Actor by, CancellationToken stop = default)
    {
        var profile = await ProfileAsync(call.SiteId, stop);
        if (!await HasRoomAsync(call, profile, by, stop))
        {
            return await RefuseAsync(call, "zone-full", by, stop);
        }

        var visitId = call.VisitId ?? (bookingCode is null ? null : (await arrival.CheckInAsync(bookingCode, by, stop)).Id);
        return await KeepAsync(Answer(call with { VisitId = visitId }, assistReason, by), stop);
    }

    public Task<Admission> RefuseAsync(AdmissionCall call, string reason, Actor by, CancellationToken stop = default) =>
        KeepAsync(Admission.Refuse(db.CentreId, call, reason, clock.Today, clock.Now, by), stop);

    /// <summary>They did not come in after all: the count goes back, the number stays theirs.</summary>
    public async Task UndoAsync(Guid siteId, Guid admissionId, Actor by, CancellationToken stop = default)
    {
        var admission = await FindAsync(siteId, admissionId, stop);
        Refusal.Unless(admission.On == clock.Today, "gate.nothing-to-undo");
        admission.Undo(clock.Now, by);
        await db.SaveChangesAsync(stop);
        if (admission.ZoneId is { } zoneId)
        {
            await count.LeaveAsync(zoneId, admission.People, by, stop);
        }
    }

    /// <summary>A ticket whose holder went out and stands here again; those who leave are counted without being asked who they are.</summary>
    /// <param name="siteId">Where.</param>
    /// <param name="visitId">Whose ticket.</param>
    /// <param name="isCounted">Nobody pressed "one goes out" for them: their zone counts them still.</param>
    /// <param name="by">Who lets them in.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<Admission> AgainAsync(Guid siteId, Guid visitId, bool isCounted, Actor by, CancellationToken stop = default)
    {
        var before = await db.Set<Admission>().SingleOrDefaultAsync(a => a.SiteId == siteId && a.VisitId == visitId && a.Outcome != AdmissionOutcome.Refused && a.UndoneAt == null && a.LeftAt == null, stop)
            ?? throw new Refusal("gate.not-inside");
        before.Leave(clock.Now, by);
        await db.SaveChangesAsync(stop);
        var call = new AdmissionCall(siteId, before.ZoneId, before.Way, before.People, visitId, before.AppointmentId);
        return isCounted
            ? await KeepAsync(Answer(call, AssistReasons.CameBack, by), stop)
            : await LetInAsync(call, null, AssistReasons.CameBack, by, stop);
    }

    private async Task<AdmissionProfile> ProfileAsync(Guid siteId, CancellationToken stop) =>
        profiles.Of((await zones.LatestSwitchAsync(siteId, stop))?.Profile);

    private async Task<bool> HasRoomAsync(AdmissionCall call, AdmissionProfile profile, Actor by, CancellationToken stop)
    {
        Refusal.Unless(call.People >= 1 && call.People <= profile.MostCompanions + 1, "gate.too-many-companions", profile.MostCompanions);
        return call.ZoneId is not { } zoneId || await count.EnterAsync(zoneId, call.People, profile.RefuseWhenFull, by, stop);
    }

    private Admission Answer(AdmissionCall call, string assistReason, Actor by) => assistReason.Length == 0
        ? Admission.Allow(db.CentreId, call, clock.Today, clock.Now, by)
        : Admission.Assist(db.CentreId, call, assistReason, clock.Today, clock.Now, by);

    internal async Task<Admission> KeepAsync(Admission admission, CancellationToken stop)
    {
        db.Add(admission);
        await db.SaveChangesAsync(stop);
        return admission;
    }

    private async Task<Admission> FindAsync(Guid siteId, Guid id, CancellationToken stop) =>
        await db.Set<Admission>().SingleOrDefaultAsync(a => a.Id == id && a.SiteId == siteId, stop) ?? throw new Refusal("gate.nothing-to-undo");
}

/// <summary>Why a guard vouched for somebody.</summary>
public static class AssistReasons
{
    public const string CameBack = "came-back";

    /// <summary>The gate had no contact and checked by what it had kept.</summary>
    public const string Offline = "offline";

    /// <summary>Those that a guard may choose; 国办发〔2020〕45号 asks for a way without a smartphone.</summary>
    public static IReadOnlyList<string> All { get; } = ["no-phone", "elderly", "disabled", "pregnant", "with-child", "agent"];
}
