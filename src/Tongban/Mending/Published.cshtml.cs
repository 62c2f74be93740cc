using Microsoft.AspNetCore.Authorization;
using Tongban.Ratings.Figures;
using Tongban.Shared;

namespace Tongban.Mending;

/// <summary>整改公开: what was mended, without names, and how much of it; small numbers are not told.</summary>
[AllowAnonymous]
public sealed class PublishedModel(MendingFigures figures) : TongbanPage
{
    public IReadOnlyList<(Share Share, long Part, long Whole)> Sums { get; private set; } = [];

    public IReadOnlyList<Rectification> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Sums = await figures.PublicAsync();
        Rows = await figures.PublishedAsync();
    }
}
