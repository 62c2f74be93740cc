using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Partners.Exchange;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Partners.Desk;

/// <summary>对账: what one system was to be told, day by day, and what came of it. The other side counts the same days over the API.</summary>
[Needs(Permission.Administer)]
public sealed class DaysModel(TongbanDb db, Reconciliation reconciliation, HallClock clock, Say say) : TongbanPage
{
    private const int Usual = 30;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Through { get; set; }

    public static IReadOnlyList<string> Columns { get; } = ["made", "sent", "received", "refused", "waiting", "stuck"];

    public PartnerClient Client { get; private set; } = null!;

    /// <summary>Days on which something was to be told, the newest first.</summary>
    public IReadOnlyList<(DateOnly Day, DeliveryCounts Counts)> Rows { get; private set; } = [];

    public DeliveryCounts Sum { get; private set; } = DeliveryCounts.None;

    public static int[] NumbersOf(DeliveryCounts counts) => [counts.Made, counts.Sent, counts.Received, counts.Refused, counts.Waiting, counts.Stuck];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await db.Set<PartnerClient>().AnyAsync(client => client.Id == Id))
        {
            return NotFound();
        }

        await ShowAgainAsync();
        return Page();
    }

    public override async Task ShowAgainAsync()
    {
        var stop = HttpContext.RequestAborted;
        var found = await db.Set<PartnerClient>().AsNoTracking().SingleOrDefaultAsync(client => client.Id == Id, stop);
        MustBeThere(found is not null);
        Client = found;
        Through ??= clock.Today;
        From ??= Through.Value.DayNumber > Usual ? Through.Value.AddDays(1 - Usual) : DateOnly.MinValue;
        if (!Reconciliation.MayCount(From.Value, Through.Value))
        {
            ModelState.AddModelError("", say.Plainly(new Refusal("partner.days")));
            return;
        }

        Rows = await reconciliation.ByDayAsync(Id, From.Value, Through.Value, stop);
        Sum = Rows.Aggregate(DeliveryCounts.None, (sum, row) => sum + row.Counts);
    }
}
