using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Tongban.Shared;

namespace Tongban.Mending;

/// <summary>整改公开: what was mended, without names, and how much of it; small numbers are not told.</summary>
[AllowAnonymous]
public sealed class PublishedModel(TongbanDb db, MendingFigures figures) : TongbanPage
{
    public MendingSums Sums { get; private set; } = null!;

    public IReadOnlyList<Rectification> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Sums = await figures.AllAsync();
        Rows = await db.Set<Rectification>().AsNoTracking().AsSplitQuery().Where(one => one.PublicState == PublicText.Published)
            .OrderByDescending(one => one.PublishedOn).ThenByDescending(one => one.Id).Take(MendingApi.Most).ToListAsync();
    }
}
