using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.People.Administering;

/// <summary>One member of staff: posts, password, and whether the account may be used.</summary>
[Needs(Permission.Administer)]
public sealed class MemberModel(TongbanDb db, StaffAdministration administration, StaffMarks marks, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Role Role { get; set; }

    [BindProperty]
    public Guid? DepartmentId { get; set; }

    /// <summary>A site or a window of one.</summary>
    [BindProperty]
    public Guid? PlaceId { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? IdNumber { get; set; }

    /// <summary>Whether the phone and the identity number are known by their hashes.</summary>
    public (bool Phone, bool Id) Marked { get; private set; }

    [TempData]
    public string? OneTimePassword { get; set; }

    public StaffAccount Account { get; private set; } = null!;

    public IReadOnlyList<Post> Posts { get; private set; } = [];

    public IReadOnlyList<Department> Departments { get; private set; } = [];

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public IReadOnlyList<Window> Windows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await db.Users.AnyAsync(account => account.Id == Id))
        {
            return NotFound();
        }

        await ShowAgainAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostResetAsync()
    {
        OneTimePassword = await administration.ResetAsync(Id, staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostDisableAsync()
    {
        await administration.DisableAsync(Id, staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostEnableAsync()
    {
        await administration.EnableAsync(Id, staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostGiveAsync()
    {
        var window = await db.Set<Window>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == PlaceId);
        var siteId = window?.SiteId ?? PlaceId;
        var known = (siteId is null || await db.Set<Site>().AnyAsync(s => s.Id == siteId))
            && (DepartmentId is null || await db.Set<Department>().AnyAsync(d => d.Id == DepartmentId));
        Refusal.Unless(known && Enum.IsDefined(Role), "post.place-unknown");
        await administration.GiveAsync(Id, new NewPost(Role, DepartmentId, siteId, window?.Id), staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid postId)
    {
        await administration.EndAsync(Id, postId, staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostMarkAsync()
    {
        await marks.KeepAsync(Id, Phone, IdNumber, staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostForgetAsync()
    {
        await marks.ForgetAsync(Id, staff.Actor);
        return Here();
    }

    public override async Task ShowAgainAsync()
    {
        var known = await db.Users.AsNoTracking().SingleOrDefaultAsync(account => account.Id == Id);
        MustBeThere(known is not null);
        Account = known;
        Marked = await marks.OfAsync(Id);
        Posts = await db.Set<Post>().AsNoTracking().Where(post => post.AccountId == Id && post.EndedAt == null).ToListAsync();
        Departments = await db.Set<Department>().AsNoTracking().OrderBy(d => d.Code).ToListAsync();
        Sites = await db.Set<Site>().AsNoTracking().OrderBy(s => s.Code).ToListAsync();
        Windows = await db.Set<Window>().AsNoTracking().OrderBy(w => w.Code).ToListAsync();
    }

    private LocalRedirectResult Here() => LocalRedirect($"/staff/people/{Id}");
}
