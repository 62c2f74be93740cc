using System.Globalization;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.Notices;
using Tongban.People;
using Tongban.Shared.Words;

namespace Tongban.Appointments.WaitingList;

/// <summary>Tells the phone of an entry what becomes of it; the message leaves when the caller's transaction commits.</summary>
public sealed class WaitingNotes(TongbanDb db, Outbox outbox, PersonalData personal, Say say, Formats formats, Kernel.HallClock clock)
{
    /// <summary>A place is kept for it.</summary>
    public Task OfferedAsync(WaitingEntry entry, DateTime startsAt, DateTime until, CancellationToken stop) =>
        TellAsync(entry, (site, link) => say["list.sms-offered", formats.Moment(startsAt), site, formats.Moment(until), link], until - clock.Now, stop);

    /// <summary>Its days have passed and nothing came free.</summary>
    public Task PassedAsync(WaitingEntry entry, CancellationToken stop) =>
        TellAsync(entry, (site, link) => say["list.sms-passed", formats.Day(entry.LastOn), site, link], TimeSpan.FromHours(12), stop);

    // In the language in which the person got on the list.
    private async Task TellAsync(WaitingEntry entry, Func<string, string, string> text, TimeSpan usefulFor, CancellationToken stop)
    {
        if (entry.Phone is not { } phone || !outbox.CanSend(MessageChannel.Sms))
        {
            return;
        }

        var site = await db.Set<Site>().FindAsync([entry.CentreId, entry.SiteId], stop);
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(entry.Language);
        outbox.Add(MessageChannel.Sms, personal.Open(phone), say["citizens.sms-name"], text(Bilingual.Of(site!.NameZh, site.NameEn), $"{entry.LinkBase}/waiting/{entry.Token}"), usefulFor);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        await db.SaveChangesAsync(stop);
    }
}
