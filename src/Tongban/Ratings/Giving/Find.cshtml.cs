using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Cases;
using Tongban.Ratings.Figures;
using Tongban.Ratings.Province;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Ratings.Giving;

/// <summary>How to rate, and the way to one's own service for those who have a ticket or a case number in hand.</summary>
[AllowAnonymous]
[OutsideTransaction]
public sealed class FindModel(RatableServices services, RatingCounts counts, RatingRules rules, Looking looking, ProvincePage province, ClosedMonths closed) : TongbanPage
{
    [BindProperty]
    public string? TicketNumber { get; set; }

    [BindProperty]
    public string? TicketCode { get; set; }

    [BindProperty]
    public string? CaseNumber { get; set; }

    [BindProperty]
    public string? QueryCode { get; set; }

    public PublicCounts? Counts { get; private set; }

    /// <summary>Days of the counts that are not in them yet.</summary>
    public SumProgress? Behind { get; private set; }

    public bool IsThere => province.IsOnlyOne;

    public int Days => rules.FirstRatingDays.Value;

    public async Task OnGetAsync() => await ShowAgainAsync();

    public async Task<IActionResult> OnPostTicketAsync() => Open(await services.ByTicketAsync(TicketNumber ?? "", TicketCode ?? ""));

    // The query code opens the whole case: guessing it is limited here as it is on the progress page.
    public async Task<IActionResult> OnPostCaseAsync() => Open(await looking.LimitedAsync(
        CaseNumber, HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", () => services.ByCaseAsync(CaseNumber ?? "", QueryCode ?? "")));

    public override async Task ShowAgainAsync() => (Counts, Behind) = (await counts.PublicAsync(), await closed.WaitingAsync());

    private RedirectToPageResult Open(Service service) => RedirectToPage("/Ratings/Giving/Rate", new { service.Token });
}
