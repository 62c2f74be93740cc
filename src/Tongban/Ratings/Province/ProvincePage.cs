using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Ratings.Province;

/// <summary>Where one rates: here, or on the province's page alone.</summary>
public sealed class ProvincePage(IOptions<ProvinceSettings> settings, TongbanDb db, ProjectNumbers numbers)
{
    public bool IsOnlyOne => settings.Value.OnlyThere;

    /// <summary>Everything that would give a rating here asks this first.</summary>
    /// <remarks>Refusal: <c>rating.only-there</c>.</remarks>
    public void RefuseHere() => Refusal.Unless(!IsOnlyOne, "rating.only-there");

    /// <summary>The page for this service; null where one rates here.</summary>
    public async Task<string?> ForAsync(Service service)
    {
        if (!IsOnlyOne)
        {
            return null;
        }

        var number = await numbers.OfAsync(service);
        var area = await db.Set<Centre>().Select(centre => centre.Code).FirstOrDefaultAsync();
        var task = await db.Set<Item>().Where(item => item.Id == service.ItemId).Select(item => item.ImplementationCode).SingleOrDefaultAsync();
        return settings.Value.Page
            .Replace("{projectNo}", Uri.EscapeDataString(number.ProjectNo), StringComparison.Ordinal)
            .Replace("{serviceNumber}", number.ServiceNumber.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{areaCode}", Uri.EscapeDataString(area ?? ""), StringComparison.Ordinal)
            .Replace("{taskCode}", Uri.EscapeDataString(task ?? ""), StringComparison.Ordinal);
    }
}
