using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Network;

/// <summary>Loads the opening calendars of sites.</summary>
public sealed class Openings(TongbanDb db, WorkCalendar days)
{
    /// <param name="siteId">Whose.</param>
    /// <param name="proposed">An exception that is not saved: the calendar as it would be with it.</param>
    public async Task<OpeningCalendar> OfAsync(Guid siteId, OpeningException? proposed = null) => new(
        days,
        await db.Set<OpeningRule>().AsNoTracking().Where(rule => rule.SiteId == siteId).ToListAsync(),
        [
            .. await db.Set<OpeningException>().AsNoTracking().Where(exception => exception.SiteId == siteId && exception.WithdrawnAt == null).ToListAsync(),
            .. proposed is null ? [] : new[] { proposed },
        ]);

    /// <summary>Every site's, in two queries.</summary>
    public async Task<IReadOnlyDictionary<Guid, OpeningCalendar>> OfAllAsync()
    {
        var rules = (await db.Set<OpeningRule>().AsNoTracking().ToListAsync()).ToLookup(rule => rule.SiteId);
        var exceptions = (await db.Set<OpeningException>().AsNoTracking().Where(exception => exception.WithdrawnAt == null).ToListAsync()).ToLookup(exception => exception.SiteId);
        var sites = await db.Set<Site>().Select(site => site.Id).ToListAsync();
        return sites.ToDictionary(site => site, site => new OpeningCalendar(days, [.. rules[site]], [.. exceptions[site]]));
    }
}
