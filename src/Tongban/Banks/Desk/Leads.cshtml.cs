using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Banks.Desk;

/// <summary>Enterprises that asked the bank to call them: of each exactly what it agreed to show, and nothing once it no longer does.</summary>
[Needs(Permission.ServeBank)]
public sealed class LeadsModel(TongbanDb db, OwnBank own, CurrentStaff staff, HallClock clock, PersonalData personal, Say say, Formats formats) : TongbanPage
{
    private const int Most = 100;

    [BindProperty]
    public Guid? Lead { get; set; }

    public Bank? Bank { get; private set; }

    public IReadOnlyList<(LoanLead Lead, CreditOffer Offer, Enterprise Enterprise)> Leads { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var bank = await own.FindAsync(stop) ?? throw new Refusal("bank.not-posted");
        var lead = await db.Set<LoanLead>().SingleOrDefaultAsync(one => one.Id == Lead && one.BankId == bank.Id, stop) ?? throw new Refusal("lead.unknown");
        lead.Contact(staff.AccountId!.Value, clock.Now, staff.Actor);
        await db.SaveChangesAsync(stop);
        return RedirectToPage();
    }

    public override Task ShowAgainAsync() => LoadAsync(CancellationToken.None);

    public string ValueOf(string field, Enterprise enterprise) => field switch
    {
        SharedFields.Name => enterprise.Name,
        SharedFields.Uscc => enterprise.Uscc,
        SharedFields.Type => say["enterprise.type." + enterprise.Type],
        SharedFields.Industry => enterprise.Industry,
        SharedFields.Capital => say["shared.capital-value", enterprise.CapitalWan.ToString("N0", CultureInfo.CurrentUICulture)],
        SharedFields.RegisteredOn => formats.OfficialDay(clock.DayOf(enterprise.RegisteredAt)),
        SharedFields.LegalRep => enterprise.LegalRepName,
        _ => "",
    };

    /// <summary>Only for whoever took the lead up.</summary>
    public string? PhoneOf(LoanLead lead) =>
        lead.Shares(SharedFields.Phone) && lead.ContactedById == staff.AccountId && lead.PhoneCipher is { } cipher ? personal.Open(new Sealed(cipher, "")) : null;

    private async Task LoadAsync(CancellationToken stop)
    {
        if (await own.FindAsync(stop) is not { } bank)
        {
            return;
        }

        Bank = bank;
        var rows = await (
            from lead in db.Set<LoanLead>().AsNoTracking().Where(lead => lead.BankId == bank.Id && lead.WithdrawnAt == null)
            join offer in db.Set<CreditOffer>() on lead.OfferId equals offer.Id
            join enterprise in db.Set<Enterprise>() on lead.EnterpriseId equals enterprise.Id
            orderby lead.ContactedAt != null, lead.ConsentedAt
            select new { lead, offer, enterprise }).Take(Most).ToListAsync(stop);
        Leads = [.. rows.Select(row => (row.lead, row.offer, row.enterprise))];
    }
}
