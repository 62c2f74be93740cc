using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Licences.Keeping;

/// <summary>The licences of one's department, the latest first; found by identifier, number or holder.</summary>
[Needs(Permission.DecideCases)]
public sealed class ListModel(LicencesInSight sight) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "find")]
    public string? Find { get; set; }

    public IReadOnlyList<Licence> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var mine = (await sight.OfMyDepartmentsAsync()).AsNoTracking();
        if (Find?.Trim() is { Length: > 0 } find)
        {
            var upper = find.ToUpperInvariant();
            mine = mine.Where(licence => licence.Identifier == upper || licence.Number == find || licence.HolderName.Contains(find));
        }

        Rows = await mine.OrderByDescending(licence => licence.IssuedOn).ThenByDescending(licence => licence.Identifier).Take(Most).ToListAsync();
    }
}
