using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Queue.Ordering;
using Tongban.Ratings;
using Tongban.Shared;

namespace Tongban.Bench.Growth;

/// <summary>One visit with all that it leaves behind, made by the entities themselves: booked, called, served, received as a case.</summary>
internal sealed record Specimen(IReadOnlyDictionary<string, Guid> Ids, string CaseNumber, string QueryCode)
{
    /// <param name="db">Where.</param>
    /// <param name="personal">Seals the number of a person who does not exist.</param>
    /// <param name="calendar">Legal working days.</param>
    /// <param name="now">When it all happened.</param>
    /// <param name="on">The hall's day of that instant.</param>
    /// <param name="nth">Which of the main hall's windows served.</param>
    public static async Task<Specimen> MakeAsync(TongbanDb db, PersonalData personal, WorkCalendar calendar, DateTime now, DateOnly on, int nth)
    {
        var hall = await db.Set<Site>().SingleAsync(site => site.Code == "H01");
        var item = await db.Set<Item>().SingleAsync(one => one.Code == "SU01");
        var version = await db.Set<ItemVersion>().FirstAsync(one => one.ItemId == item.Id && one.State == ItemVersionState.Published);
        var windows = await db.Set<Window>().Where(one => one.SiteId == hall.Id && one.Groups.Any(served => served.GroupId == item.GroupId)).OrderBy(one => one.Code).ToListAsync();
        var window = windows[nth % windows.Count];

        var slot = new Slot(db.CentreId, window.SiteId, item.GroupId, on, now, now.AddMinutes(20), 4, 1, now, Actor.System);
        var booking = new Appointment(db.CentreId, new Person("甲", null, null, null), [new Matter(item.Id, item.GroupId, 20)], new Chain([slot], slot.EndsAt), byStaff: false, now.AddHours(-1), Actor.Guest);
        booking.Confirm(now.AddHours(-1), Actor.Guest);
        booking.CheckIn(now, Actor.Guest);
        db.AddRange(slot, booking);
        await db.SaveChangesAsync();

        var visit = new Visit(db.CentreId, window.SiteId, on, "Z001", Codes.Token(), booking.Id, slot.StartsAt, Precedence.None, null, now, Actor.Guest);
        var leg = visit.Wait(item.GroupId, item.Id, now, Actor.Guest);
        leg.Call(window.Id, Guid.CreateVersion7(), CallReason.AppointmentDue, 1, now, Actor.System);
        leg.Begin(now, Actor.System);
        leg.Finish(now.AddMinutes(8), Actor.System);
        visit.GoOn(now.AddMinutes(8), Actor.System);
        var service = new Service(leg, Codes.Token(), now.AddMinutes(8), Actor.System);
        var (number, code) = ($"{item.ImplementationCode}{on:yyyyMMdd}9001", Codes.ForSpeaking());
        var opening = new CaseOpening(number, code, item.Id, version.Id, item.DepartmentId, window.SiteId, leg.Id, CaseChannel.Window, "{}", DeliveryWay.PickUp, null, [.. version.Content.Materials.Take(3).Select(material => new ChecklistEntry(material.Id, true, false, false))]);
        var opened = new Case(db.CentreId, opening, new Applicant("甲", null, personal.Seal("id", "41010118800101001X"), null, null), new CaseMoment(now, on, Actor.System, calendar));
        db.AddRange(visit, service, opened);
        await db.SaveChangesAsync();
        return new(new Dictionary<string, Guid> { ["slot"] = slot.Id, ["appointment"] = booking.Id, ["visit"] = visit.Id, ["leg"] = leg.Id, ["service"] = service.Id, ["cases"] = opened.Id }, number, code);
    }
}
