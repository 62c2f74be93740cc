using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Partners.Exchange;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.Province;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Partners.Desk;

/// <summary>评价交换: where ratings are fetched from, both ways day by day, and what was refused with its reason.</summary>
[Needs(Permission.Administer)]
public sealed class RatingsModel(
    TongbanDb db, PartnerAdministration administration, RatingsReconciliation reconciliation, ProvinceRatings ratings, IOptions<ProvinceSettings> settings, CurrentStaff staff, HallClock clock, Say say) : TongbanPage
{
    private const int Usual = 30;
    private const int Most = 100;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Through { get; set; }

    [BindProperty]
    public string? RatingsAddress { get; set; }

    public PartnerClient Client { get; private set; } = null!;

    public IReadOnlyList<(DateOnly Day, RatingsDay Counts)> Rows { get; private set; } = [];

    public RatingsDay Sum { get; private set; } = RatingsDay.None;

    public IReadOnlyList<(RatingChannel Channel, int Count)> WithoutCode { get; private set; } = [];

    /// <summary>Fetched and refused, the newest first.</summary>
    public IReadOnlyList<ProvinceRating> Refused { get; private set; } = [];

    /// <summary>Given here in these days, and never put into the outbox.</summary>
    public int NeverTold { get; private set; }

    public bool IsOnlyThere => settings.Value.OnlyThere;

    public string Channels => settings.Value.Channels;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await db.Set<PartnerClient>().AnyAsync(client => client.Id == Id && client.Kind == PartnerKind.Province))
        {
            return NotFound();
        }

        await ShowAgainAsync();
        RatingsAddress = Client.RatingsAddress;
        return Page();
    }

    public async Task<IActionResult> OnPostAddressAsync(CancellationToken stop)
    {
        await administration.PullFromAsync(Id, RatingsAddress, staff.Actor, stop);
        return Here();
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken stop)
    {
        await ratings.AgainAsync(Id, stop);
        return Here();
    }

    public async Task<IActionResult> OnPostTellAsync(CancellationToken stop)
    {
        await reconciliation.TellAsync(Id, From ?? DateOnly.MinValue, Through ?? DateOnly.MinValue, stop);
        return Here();
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var stop = HttpContext.RequestAborted;
        var found = await db.Set<PartnerClient>().AsNoTracking().SingleOrDefaultAsync(client => client.Id == Id && client.Kind == PartnerKind.Province, stop);
        MustBeThere(found is not null);
        Client = found;
        Through ??= clock.Today;
        From ??= Through.Value.DayNumber > Usual ? Through.Value.AddDays(1 - Usual) : DateOnly.MinValue;
        Refused = await db.Set<ProvinceRating>().AsNoTracking().Where(one => one.ClientId == Id && one.RatingId == null).OrderByDescending(one => one.ReadAt).ThenBy(one => one.Id).Take(Most).ToListAsync(stop);
        if (!Reconciliation.MayCount(From.Value, Through.Value))
        {
            ModelState.AddModelError("", say.Plainly(new Refusal("partner.days")));
            return;
        }

        Rows = await reconciliation.ByDayAsync(Id, From.Value, Through.Value, stop);
        Sum = Rows.Aggregate(RatingsDay.None, (sum, row) => sum + row.Counts);
        NeverTold = await reconciliation.NeverToldAsync(Id, From.Value, Through.Value, stop);
        WithoutCode = await reconciliation.WithoutCodeAsync(From.Value, Through.Value, stop);
    }

    private LocalRedirectResult Here() => LocalRedirect($"/staff/partners/{Id}/ratings");
}
