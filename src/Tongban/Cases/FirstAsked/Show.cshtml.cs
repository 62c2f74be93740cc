using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Cases.FirstAsked;

/// <summary>One inquiry: answer it, or hand it over to a colleague who takes it.</summary>
[Needs(Permission.AnswerInquiries)]
public sealed class ShowModel(TongbanDb db, CurrentStaff staff, HallClock clock, PersonalData personal) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public Inquiry Inquiry { get; private set; } = null!;

    public IReadOnlyList<Fact> Facts { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Colleagues { get; private set; } = new Dictionary<Guid, string>();

    public Guid Me => staff.AccountId!.Value;

    /// <summary>The number to call back: told only to the owner who has asked for it.</summary>
    public string? Phone =>
        Inquiry.OwnerId == Me && Inquiry.PhoneCipher is { } cipher && Facts.Any(fact => fact.What == "inquiry.called-back" && fact.By == staff.Actor.ToString())
            ? personal.Open(new Sealed(cipher, ""))
            : null;

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await db.Set<Inquiry>().SingleOrDefaultAsync(i => i.Id == Id) is not { } inquiry)
        {
            return NotFound();
        }

        await ActAsync(inquiry);
        await db.SaveChangesAsync();
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync());
    }

    private async Task ActAsync(Inquiry inquiry)
    {
        switch (Do)
        {
            case "offer":
                Refusal.Unless(To is { } to && (await ColleaguesAsync()).ContainsKey(to), "inquiry.no-colleague");
                inquiry.Offer(Me, To!.Value, clock.Now, staff.Actor);
                break;
            case "take":
                inquiry.TakeOver(Me, clock.Now, staff.Actor);
                break;
            case "decline":
                inquiry.Decline(Me, clock.Now, staff.Actor);
                break;
            case "call":
                inquiry.CallBack(Me, clock.Now, staff.Actor);
                break;
            default:
                inquiry.Reply(Me, Answer, clock.Now, staff.Actor);
                break;
        }
    }

    private async Task<bool> LoadAsync()
    {
        if (await db.Set<Inquiry>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == Id) is not { } inquiry)
        {
            return false;
        }

        (Inquiry, Colleagues) = (inquiry, await ColleaguesAsync());
        Facts = await db.Facts.AsNoTracking().Where(f => f.Subject == nameof(FirstAsked.Inquiry) && f.SubjectId == Id).OrderBy(f => f.SubjectVersion).ToListAsync();
        return true;
    }

    // Whoever may answer inquiries, in this centre.
    private async Task<Dictionary<Guid, string>> ColleaguesAsync()
    {
        var roles = Enum.GetValues<Role>().Where(role => Roles.PermissionsOf(role).Contains(Permission.AnswerInquiries)).ToList();
        var ids = await db.Set<Post>().Where(post => post.EndedAt == null && roles.Contains(post.Role)).Select(post => post.AccountId).Distinct().ToListAsync();
        return await db.Users.Where(user => ids.Contains(user.Id) && user.DisabledAt == null).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
