using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Cases.FirstAsked;

/// <summary>The register of inquiries: what is mine, what a colleague offers me, everything that is open.</summary>
[Needs(Permission.AnswerInquiries)]
public sealed class RegisterModel(TongbanDb db, CurrentStaff staff, HallClock clock, PersonalData personal) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? AskerName { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public IReadOnlyList<Inquiry> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Guid Me => staff.AccountId!.Value;

    public static IReadOnlyList<string> Shown { get; } = ["mine", "open", "answered"];

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        var inquiry = new Inquiry(db.CentreId, Question, AskerName, phone, Me, clock.Now, staff.Actor);
        db.Add(inquiry);
        await db.SaveChangesAsync();
        return RedirectToPage("Show", new { id = inquiry.Id });
    }

    public override Task ShowAgainAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        Show ??= Shown[0];
        var me = Me;
        var all = db.Set<Inquiry>().AsNoTracking();
        Rows = await (Show switch
        {
            "open" => all.Where(i => i.Status != InquiryStatus.Answered),
            "answered" => all.Where(i => i.Status == InquiryStatus.Answered),
            _ => all.Where(i => i.Status != InquiryStatus.Answered && (i.OwnerId == me || i.OfferedToId == me)),
        }).OrderBy(i => i.AskedAt).Take(Most).ToListAsync();
        var ids = Rows.Select(row => row.OwnerId).Concat(Rows.Select(row => row.OfferedToId).OfType<Guid>()).Distinct().ToList();
        Names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
