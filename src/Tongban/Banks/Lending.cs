using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Banks;

/// <summary>Leads for credit, which exist only by the enterprise's consent, inside the caller's transaction.</summary>
public sealed class Lending(TongbanDb db, HallClock clock, PersonalData personal)
{
    /// <param name="enterpriseId">Who asks.</param>
    /// <param name="offerId">For which offer.</param>
    /// <param name="fields">Names of <see cref="SharedFields"/>: what the bank may see, and nothing else.</param>
    /// <param name="phone">To be called at, if <see cref="SharedFields.Phone"/> is among them.</param>
    /// <param name="by">Who agreed.</param>
    /// <param name="stop">Stops it.</param>
    /// <remarks>Refusals: <c>lead.unknown-offer</c>, <c>lead.offer-over</c>, <c>bank.unknown-enterprise</c>, <c>lead.no-fields</c>, <c>lead.phone</c>, <c>lead.asked-already</c>, <c>mobile.format</c>.</remarks>
    public async Task<LoanLead> AskAsync(Guid enterpriseId, Guid offerId, IReadOnlyList<string> fields, string? phone, Actor by, CancellationToken stop = default)
    {
        var offer = await db.Set<CreditOffer>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == offerId, stop) ?? throw new Refusal("lead.unknown-offer");
        Refusal.Unless(offer.Validity.Holds(clock.Today), "lead.offer-over");
        var enterprise = await db.Set<Enterprise>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == enterpriseId, stop) ?? throw new Refusal("bank.unknown-enterprise");
        Refusal.Unless(enterprise.CancelledAt is null, "enterprise.cancelled");
        var number = string.IsNullOrWhiteSpace(phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(phone).Value);
        var lead = new LoanLead(db.CentreId, enterpriseId, offer, fields, number, clock.Now, by);
        db.Add(lead);
        await db.SaveChangesAsync(stop);
        return lead;
    }

    /// <remarks>Refusals: <c>lead.unknown</c>, <c>lead.withdrawn</c>.</remarks>
    public async Task WithdrawAsync(Guid leadId, Actor by, CancellationToken stop = default)
    {
        var lead = await db.Set<LoanLead>().SingleOrDefaultAsync(one => one.Id == leadId, stop) ?? throw new Refusal("lead.unknown");
        lead.Withdraw(clock.Now, by);
        await db.SaveChangesAsync(stop);
    }
}
