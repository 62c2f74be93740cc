using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.Shared.Words;

namespace Tongban.Shared.Layouts;

/// <summary>The centre's name as headers show it; read once a minute and node, because every page asks.</summary>
public sealed class CentreNames(TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private (string Zh, string En, DateTimeOffset ReadAt)? kept;

    public async Task<string> NameAsync(TongbanDb db)
    {
        if (kept is not { } names || time.GetUtcNow() - names.ReadAt > Fresh)
        {
            kept = names = await ReadAsync(db);
        }

        return CultureInfo.CurrentUICulture.Name == WordBook.Chinese.Name ? names.Zh : names.En;
    }

    // The page that admits a fault is shown while the database is away: it keeps the name it knew, or goes without.
    private async Task<(string Zh, string En, DateTimeOffset ReadAt)> ReadAsync(TongbanDb db)
    {
        try
        {
            var centre = await db.Set<Centre>().AsNoTracking().FirstOrDefaultAsync();
            return (centre?.NameZh ?? "", centre?.NameEn ?? "", time.GetUtcNow());
        }
        catch (DbException)
        {
            return (kept?.Zh ?? "", kept?.En ?? "", time.GetUtcNow());
        }
    }
}

/// <summary>Tells the layouts whose pages these are.</summary>
public sealed class CentreFilter(CentreNames names, ShownCentre shown, TongbanDb db) : IAsyncPageFilter
{
    public async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => shown.Name = await names.NameAsync(db);

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next) => next();
}
