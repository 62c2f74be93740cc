using Microsoft.AspNetCore.Authorization;
using Tongban.Citizens;
using Tongban.Shared;

namespace Tongban.OneThing.Applying;

/// <summary>What can be done at one go, and what of one's own runs.</summary>
[AllowAnonymous]
public sealed class IndexModel(Templates templates, OwnBundles own, CurrentCitizen citizen) : TongbanPage
{
    public IReadOnlyList<OfferedTemplate> Offered { get; private set; } = [];

    /// <summary>One's own drafts and bundles, the newest first.</summary>
    public IReadOnlyList<OwnMatter> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        Offered = await templates.OfferedAsync(stop);
        Mine = citizen.AccountId is { } account ? await own.OfAsync(account, stop) : [];
    }
}
