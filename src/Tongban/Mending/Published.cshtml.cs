using Microsoft.AspNetCore.Authorization;
using Tongban.Shared;

namespace Tongban.Mending;

/// <summary>整改公开: what was mended, without names, and how much of it; small numbers are not told.</summary>
[AllowAnonymous]
public sealed class PublishedModel(MendingFigures figures) : TongbanPage
{
    public MendingSums Sums { get; private set; } = null!;

    public IReadOnlyList<Rectification> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Sums = await figures.AllAsync();
        Rows = await figures.PublishedAsync();
    }
}
