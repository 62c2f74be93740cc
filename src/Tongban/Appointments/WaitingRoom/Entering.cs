using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Caps;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Shared.Setup;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>
/// Who may enter booking at a site (排队进入). A browser keeps its place in line in a sealed cookie, so that a reload, a
/// closed tab or another node changes nothing; whoever need not wait never sees the room.
/// </summary>
public sealed class Entering(
    Later<TongbanDb> db, CurrentCentre centre, HallClock clock, EntranceRates rates, GroupCommit<Join, Entry> joins, JoinLimit limit, EntrySeal seal, BrowserDevice device, IHttpContextAccessor http, IOptions<BookingPolicy> policy)
{
    // It is kept a while longer than it is good for, so that whoever comes too late is told so.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public TimeSpan Lasts => TimeSpan.FromMinutes(policy.Value.EntryMinutes);

    private HttpContext Context => http.HttpContext!;

    public Task<double> PerSecondAsync(Guid siteId) => rates.PerSecondAsync(centre.Id, siteId);

    /// <summary>Where this browser stands that may not choose a time here yet, and joins the line where it did not; null: it may.</summary>
    public async Task<PlaceInLine?> KeptOutAsync(Site site, CancellationToken stop) => await ForAsync(site, stop) is { } place && !place.Entry.IsIn(clock.Now, Lasts) ? place : null;

    /// <summary>This browser's place in line; null where nobody waits. Staff who book for others do not stand in line.</summary>
    public async Task<PlaceInLine?> ForAsync(Site site, CancellationToken stop)
    {
        if (await PerSecondAsync(site.Id) <= 0 || device.Hash is not { } mine)
        {
            return null;
        }

        var kept = KeptOf(site, mine);
        if (kept?.IsOver(clock.Now, Lasts) == false)
        {
            return new(kept, WasLate: false);
        }

        var entry = await JoinAsync(new Join(site.Id, mine), stop);
        Keep(site, entry);
        return new(entry, WasLate: kept is not null);
    }

    /// <summary>Whether it is this browser's turn here; it joins nothing, so it may be asked in a transaction.</summary>
    public async Task<bool> IsInAsync(Site site) =>
        await PerSecondAsync(site.Id) <= 0 || device.Hash is not { } mine || KeptOf(site, mine)?.IsIn(clock.Now, Lasts) == true;

    /// <summary>What a program is told that asks for a time with this place in line, or without one; null: go on.</summary>
    public async Task<NotYet?> NotYetAsync(Guid slotId, Entry? given, CancellationToken stop)
    {
        if (!await rates.AnyAsync(centre.Id))
        {
            return null;
        }

        var site = await db.Value.Set<Slot>().Where(slot => slot.Id == slotId).Select(slot => (Guid?)slot.SiteId).SingleOrDefaultAsync(stop);
        return site is not { } at || await PerSecondAsync(at) <= 0 || (given?.SiteId == at && given.IsIn(clock.Now, Lasts)) ? null
            : new(given?.SiteId == at && given.AdmitAt > clock.Now ? given.AdmitAt - clock.Now : TimeSpan.Zero);
    }

    /// <summary>A place in line that a program sent along.</summary>
    public Entry? Open(string? sealedEntry) => seal.Open(centre.Id, sealedEntry) is { Device: null } entry ? entry : null;

    public string Seal(Entry entry) => seal.Seal(centre.Id, entry);

    /// <exception cref="BusyException">Too many from one address.</exception>
    public void MustBeAllowed()
    {
        if (!limit.MayJoin(Context))
        {
            throw new BusyException(TimeSpan.FromMinutes(1));
        }
    }

    private Entry? KeptOf(Site site, string mine) =>
        seal.Open(centre.Id, Context.Request.Cookies[CookieOf(site)]) is { } kept && kept.SiteId == site.Id && kept.Device == mine ? kept : null;

    private async Task<Entry> JoinAsync(Join join, CancellationToken stop)
    {
        MustBeAllowed();
        return (await joins.SendAsync(join, new Asked(centre.Id, null, ""), stop)).OrRefuse();
    }

    private void Keep(Site site, Entry entry) => BookingCookie.Append(
        Context, CookieOf(site), Seal(entry), (entry.AdmitAt > clock.Now ? entry.AdmitAt - clock.Now : TimeSpan.Zero) + Lasts + Remembered);

    private static string CookieOf(Site site) => $"tb-entry-{site.Code}";
}

/// <summary>Where somebody stands.</summary>
/// <param name="Entry">The place.</param>
/// <param name="WasLate">An earlier turn had passed.</param>
public sealed record PlaceInLine(Entry Entry, bool WasLate);

/// <summary>It is not this one's turn; come again after so long, at once where there was no place in line at all.</summary>
public sealed record NotYet(TimeSpan ComeAgainAfter)
{
    public int Seconds => Math.Max(1, (int)Math.Ceiling(ComeAgainAfter.TotalSeconds));
}
