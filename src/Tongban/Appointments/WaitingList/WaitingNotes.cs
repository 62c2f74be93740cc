using System.Globalization;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.Notices;
using Tongban.People;
using Tongban.Shared.Words;

namespace Tongban.Appointments.WaitingList;

/// <summary>Tells the phone of an entry what is offered; the message leaves when the caller's transaction commits.</summary>
public sealed class WaitingNotes(TongbanDb db, Outbox outbox, PersonalData personal, Say say, Formats formats, Kernel.HallClock clock)
{
    /// <summary>In the language in which the person got on the list.</summary>
    public async Task OfferedAsync(WaitingEntry entry, DateTime startsAt, DateTime until, CancellationToken stop)
    {
        if (entry.Phone is not { } phone || !outbox.CanSend(MessageChannel.Sms))
        {
            return;
        }

        var site = await db.Set<Site>().FindAsync([entry.CentreId, entry.SiteId], stop);
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(entry.Language);
        var text = say["list.sms-offered", formats.Moment(startsAt), Bilingual.Of(site!.NameZh, site.NameEn), formats.Moment(until), $"{entry.LinkBase}/waiting/{entry.Token}"];
        outbox.Add(MessageChannel.Sms, personal.Open(phone), say["citizens.sms-name"], text, until - clock.Now);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        await db.SaveChangesAsync(stop);
    }
}
