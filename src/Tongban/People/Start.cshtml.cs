using Microsoft.AspNetCore.Mvc;
using Tongban.Shared;
using Tongban.Shared.Layouts;

namespace Tongban.People;

/// <summary>Where staff land: the doors that their posts open.</summary>
public sealed class StartModel(CurrentStaff staff, StaffNav nav) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public bool Changed { get; set; }

    public string FullName => staff.Name;

    public IReadOnlyList<Post> Posts { get; private set; } = [];

    public IReadOnlyList<StaffNavEntry> Open { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (staff.AccountId is null)
        {
            return Challenge();
        }

        if (staff.MustChangePassword)
        {
            return LocalRedirect("/staff/account");
        }

        Posts = await staff.PostsAsync();
        Open = await nav.ShownAsync();
        return Page();
    }
}
