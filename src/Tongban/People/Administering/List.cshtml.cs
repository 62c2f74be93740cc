using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.People.Administering;

/// <summary>Everybody who works here, and a new account.</summary>
[Needs(Permission.Administer)]
public sealed class ListModel(TongbanDb db, StaffAdministration administration, CurrentStaff staff) : TongbanPage
{
    private const int Most = 300;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    /// <summary>Told once on the next page, in an encrypted cookie that goes with it.</summary>
    [TempData]
    public string? OneTimePassword { get; set; }

    public IReadOnlyList<StaffAccount> Accounts { get; private set; } = [];

    public ILookup<Guid, Post> Posts { get; private set; } = Array.Empty<Post>().ToLookup(post => post.AccountId);

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        Refusal.Unless(IsSaid(Name) && IsSaid(FullName), "staff.name-missing", StaffAdministration.MaxName);
        var (account, password) = await administration.CreateAsync(Name!, FullName!, staff.Actor);
        OneTimePassword = password;
        return LocalRedirect($"/staff/people/{account.Id}");
    }

    public override async Task ShowAgainAsync()
    {
        var accounts = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Q))
        {
            var upper = Q.Trim().ToUpperInvariant();
            accounts = accounts.Where(a => a.FullName.Contains(Q.Trim()) || a.NormalizedUserName!.Contains(upper));
        }

        Accounts = await accounts.OrderBy(a => a.DisabledAt != null).ThenBy(a => a.UserName).Take(Most).ToListAsync();
        Posts = (await db.Set<Post>().AsNoTracking().Where(post => post.EndedAt == null).ToListAsync()).ToLookup(post => post.AccountId);
    }

    private static bool IsSaid(string? text) => text?.Trim() is { Length: > 0 and <= StaffAdministration.MaxName };
}
