using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Shared;

namespace Tongban.Network.Editing;

/// <summary>A staff page about one site.</summary>
public abstract class PlacePage(TongbanDb db) : TongbanPage
{
    public const int LongestName = 200;
    public const int LongestPhone = 40;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    /// <summary>The row's version when the page was opened.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public Site Site { get; private set; } = null!;

    protected TongbanDb Db => db;

    protected async Task<bool> LoadSiteAsync()
    {
        // Addresses that the router makes are in small letters.
        var upper = Code.ToUpperInvariant();
        if (await db.Set<Site>().SingleOrDefaultAsync(site => site.Code.ToUpper() == upper) is not { } site)
        {
            return false;
        }

        Site = site;
        return true;
    }
}
