using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Shared.Words;

namespace Tongban.Shared.Layouts;

/// <summary>The centre's name and its main hall's hours as headers and footers show them; read once a minute and node, because every page asks.</summary>
public sealed class CentreNames(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private (string Zh, string En, OpeningCalendar? Hours, DateTimeOffset ReadAt)? kept;

    public async Task<(string Name, OpeningCalendar? Hours)> ReadAsync(TongbanDb db, Openings openings)
    {
        if (kept is not { } names || time.GetUtcNow() - names.ReadAt > Fresh)
        {
            kept = names = await LoadAsync(db, openings);
        }

        return (CultureInfo.CurrentUICulture.Name == WordBook.Chinese.Name ? names.Zh : names.En, names.Hours);
    }

    // The page that admits a fault is shown while the database is away: it keeps what it knew, or goes without.
    private async Task<(string Zh, string En, OpeningCalendar? Hours, DateTimeOffset ReadAt)> LoadAsync(TongbanDb db, Openings openings)
    {
        try
        {
            var centre = await db.Set<Centre>().AsNoTracking().FirstOrDefaultAsync();
            var hall = await db.Set<Site>().Where(site => site.Kind == SiteKind.MainHall).OrderBy(site => site.Code).Select(site => (Guid?)site.Id).FirstOrDefaultAsync();
            return (centre?.NameZh ?? "", centre?.NameEn ?? "", hall is { } id ? await openings.OfAsync(id) : null, time.GetUtcNow());
        }
        catch (DbException)
        {
            return (kept?.Zh ?? "", kept?.En ?? "", kept?.Hours, time.GetUtcNow());
        }
    }
}

/// <summary>Tells the layouts whose pages these are.</summary>
public sealed class CentreFilter(CentreNames names, ShownCentre shown, TongbanDb db, Openings openings, HoursInWords hours, Say say) : IAsyncPageFilter
{
    public async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        (shown.Name, var calendar) = await names.ReadAsync(db, openings);
        shown.Place = PlaceIn(shown.Name);
        shown.Hours = calendar is null ? "" : string.Join(say["hours.comma"], hours.Week(calendar));
    }

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) => next();

    // 郑东新区政务服务中心 is the government-service centre of 郑东新区; another name says its place itself. The space
    // that English has in between stays.
    private string PlaceIn(string name)
    {
        var kind = say["site.centre"];
        return name.EndsWith(kind, StringComparison.OrdinalIgnoreCase) ? name[..^kind.Length] : "";
    }
}
