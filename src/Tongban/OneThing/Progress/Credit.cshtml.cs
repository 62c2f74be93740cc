using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Banks;
using Tongban.Citizens;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.OneThing.Progress;

/// <summary>
/// Who has founded an enterprise here may ask a bank about its offers of credit: nothing goes there but what is ticked, and
/// nothing at all of itself (个人信息保护法 Art. 14, 15, 23). Taken back as easily as it was given.
/// </summary>
[ForCitizens]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class CreditModel(TongbanDb db, BundleViews views, Consequences consequences, Lending lending, CurrentCitizen citizen, PersonalData personal, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    [BindProperty]
    public Guid Offer { get; set; }

    /// <summary>What the bank may see; nothing is ticked beforehand.</summary>
    [BindProperty]
    public List<string> Share { get; set; } = [];

    [BindProperty]
    public Guid Lead { get; set; }

    public Enterprise Enterprise { get; private set; } = null!;

    /// <summary>The account's own number, which a code has proved; masked.</summary>
    public string Phone { get; private set; } = "";

    public IReadOnlyList<(CreditOffer Offer, Bank Bank)> Offers { get; private set; } = [];

    public IReadOnlyList<(LoanLead Lead, CreditOffer Offer, Bank Bank)> Asked { get; private set; } = [];

    public string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await LoadAsync(stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop))
        {
            return NotFound();
        }

        var account = (await citizen.AccountAsync(stop))!;
        await lending.AskAsync(Enterprise.Id, Offer, Share, Share.Contains(SharedFields.Phone) ? personal.Open(account.Phone) : null, citizen.Actor, stop);
        return LocalRedirect($"/onething/mine/{Number}/credit");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop))
        {
            return NotFound();
        }

        Refusal.Unless(Asked.Any(one => one.Lead.Id == Lead), "lead.unknown");
        await lending.WithdrawAsync(Lead, citizen.Actor, stop);
        return LocalRedirect($"/onething/mine/{Number}/credit");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync(HttpContext.RequestAborted));
    }

    // Only of a bundle of one's own whose enterprise stands in the register.
    private async Task<bool> LoadAsync(CancellationToken stop)
    {
        var number = Number.ToUpperInvariant();
        if (await db.Set<Bundle>().AsNoTracking().SingleOrDefaultAsync(one => one.Number == number && one.AccountId == citizen.AccountId && one.Status != BundleStatus.Cancelled, stop) is not { } mine)
        {
            return false;
        }

        var view = await views.OfAsync(mine, stop);
        if (!view.Steps.Any(step => step is { State: StepStage.Done, Content.Registers: not null }))
        {
            return false;
        }

        var id = await consequences.EnterpriseOfAsync(view.Form, stop);
        Enterprise = await db.Set<Enterprise>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
        Phone = Masking.Phone(personal.Open((await citizen.AccountAsync(stop))!.Phone));
        await LoadOffersAsync(stop);
        return true;
    }

    private async Task LoadOffersAsync(CancellationToken stop)
    {
        var offers = await (from offer in db.Set<CreditOffer>().AsNoTracking() join bank in db.Set<Bank>().AsNoTracking() on offer.BankId equals bank.Id orderby bank.Code, offer.Code select new { offer, bank }).ToListAsync(stop);
        var asked = await db.Set<LoanLead>().AsNoTracking().Where(lead => lead.EnterpriseId == Enterprise.Id && lead.WithdrawnAt == null).ToListAsync(stop);
        Asked = [.. offers.Select(one => (Lead: asked.Find(lead => lead.OfferId == one.offer.Id), one.offer, one.bank)).Where(one => one.Lead is not null).Select(one => (one.Lead!, one.offer, one.bank))];
        Offers = [.. offers.Where(one => one.offer.Validity.Holds(clock.Today) && asked.TrueForAll(lead => lead.OfferId != one.offer.Id)).Select(one => (one.offer, one.bank))];
    }
}
