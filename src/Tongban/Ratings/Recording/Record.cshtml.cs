using Microsoft.AspNetCore.Mvc;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Recording;

/// <summary>Whoever answered on the phone, went to somebody's door or did something on their behalf records it, so that it can be rated.</summary>
[Needs(Permission.AnswerInquiries)]
public sealed class RecordModel(TongbanDb db, RecordedServices recorded, RecordingSite sites, OfferedItems items, CurrentStaff staff, PersonalData personal, Say say, RatingVia vias) : TongbanPage
{
    private const string DoneKey = "rating.recorded";

    public static IReadOnlyList<ServiceMoment> Kinds { get; } = [ServiceMoment.Hotline, ServiceMoment.DoorToDoor, ServiceMoment.Agency];

    [BindProperty]
    public ServiceMoment? Kind { get; set; }

    [BindProperty]
    public string? ItemCode { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public IReadOnlyList<(string Code, string Zh, string En)> Items { get; private set; } = [];

    /// <summary>Just recorded: the token where the person is to scan it, empty where the link went to a phone.</summary>
    public string? Done { get; private set; }

    public string? Link => string.IsNullOrEmpty(Done) ? null : Url.PageLink("/Ratings/Giving/Rate", values: new { token = Done, via = vias.Sign(Done, RatingVia.Qr) });

    public Task OnGetAsync()
    {
        Done = TempData[DoneKey] as string;
        return ShowAgainAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var kind = Kind is { } chosen && Kinds.Contains(chosen) ? chosen : throw new Refusal("service.kind-needed");
        var item = string.IsNullOrEmpty(ItemCode) ? null : await items.FindAsync(ItemCode) ?? throw new Refusal("service.unknown-item");
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        var service = await recorded.RecordAsync(
            new RecordedService(kind, await sites.OfAsync(HttpContext.RequestAborted), item?.Item.Id, staff.AccountId, null, phone), item?.Content.NameZh ?? say.In(WordBook.Chinese, "rating.moment." + kind), staff.Actor, HttpContext.RequestAborted);
        await db.SaveChangesAsync();
        TempData[DoneKey] = phone is null ? service.Token : "";
        return RedirectToPage();
    }

    public override async Task ShowAgainAsync() => Items = await items.ListAsync(null);
}
