using Microsoft.EntityFrameworkCore;
using Tongban.Benefits;
using Tongban.Cases;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.Licences;
using Tongban.Shared.Words;

namespace Tongban.OneThing;

/// <summary>
/// What a finished step means outside the one-thing, in the same transaction: the enterprise that it made enters the
/// register, one that it ended leaves it with its licences, what it gives is entered in the ledger. Taking the whole back
/// takes what was given back too.
/// </summary>
public sealed class Consequences(TongbanDb db, HallClock clock, Registering registering, Granting granting, Issuing licences, Say words)
{
    /// <remarks>Refusals: those of the register and of the ledger (<c>enterprise.known</c>, <c>benefit.no-stock</c> …), <c>onething.no-enterprise</c>.</remarks>
    public async Task DoneAsync(Bundle bundle, MergedForm form, StepContent step, Case its, Actor by, CancellationToken stop = default)
    {
        if (step.Registers is { } made)
        {
            await registering.RegisterAsync(FactsOf(form, made), by, stop);
        }

        if (step.Deregisters is { } ended)
        {
            await EndAsync(bundle, form, ended, by, stop);
        }

        var given = step.Grants.Where(grant => grant.AppliesTo(form.Answers)).ToList();
        if (given.Count == 0)
        {
            return;
        }

        var enterprise = await EnterpriseOfAsync(form, stop);
        foreach (var grant in given)
        {
            await granting.GrantAsync(enterprise, grant.Kind, clock.Now, by, its.Id, grant.Mailed || bundle.Delivery == DeliveryWay.Post ? "mail" : "hall", stop);
        }
    }

    /// <summary>Every grant of its steps that still stands, reversed for this reason.</summary>
    public async Task TakeBackAsync(Bundle bundle, string reason, Actor by, CancellationToken stop = default)
    {
        foreach (var grant in await GrantsOf(bundle).Where(grant => grant.ReversedAt == null).Select(grant => grant.Id).ToListAsync(stop))
        {
            await granting.ReverseAsync(grant, reason, by, stop);
        }
    }

    /// <summary>What was given in its steps.</summary>
    public IQueryable<Grant> GrantsOf(Bundle bundle)
    {
        var cases = bundle.Steps.Select(step => step.CaseId).OfType<Guid>().ToList();
        return db.Set<Grant>().Where(grant => cases.Contains(grant.CaseId!.Value));
    }

    /// <summary>The enterprise that it is about, as it stands in the register.</summary>
    /// <remarks>Refusal: <c>onething.no-enterprise</c>.</remarks>
    public async Task<Guid> EnterpriseOfAsync(MergedForm form, CancellationToken stop)
    {
        var code = form.Uscc;
        return await db.Set<Enterprise>().Where(one => one.Uscc == code).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) ?? throw new Refusal("onething.no-enterprise");
    }

    /// <summary>Told when it is handed in, not after weeks at the last desk: what is to end stands in the register under this name.</summary>
    /// <remarks>Refusals: <c>enterprise.other-name</c>, <c>enterprise.other-representative</c>, <c>enterprise.cancelled</c>.</remarks>
    public async Task RefuseUnlessMayEndAsync(MergedForm form, CancellationToken stop = default)
    {
        foreach (var ended in form.Steps.Select(step => step.Deregisters).OfType<DeregisterContent>())
        {
            await registering.StandingAsync(UnifiedSocialCreditCode.Parse(form.Answers[ended.Uscc]), form.Answers[ended.Name], RepresentativeOf(form, ended), stop);
        }
    }

    private static string? RepresentativeOf(MergedForm form, DeregisterContent ended) => ended.Person is { } field ? AnswerText.Person(form.Answers[field]).IdNumber : null;

    // 注销: it leaves the register, and its licences of these names end (行政许可法 Art. 70).
    private async Task EndAsync(Bundle bundle, MergedForm form, DeregisterContent ended, Actor by, CancellationToken stop)
    {
        var uscc = UnifiedSocialCreditCode.Parse(form.Answers[ended.Uscc]);
        await registering.CancelAsync(uscc, form.Answers[ended.Name], RepresentativeOf(form, ended), by, stop);
        var held = await db.Set<Licence>().Where(one => one.HolderCode == uscc.Value && one.Status == LicenceStatus.Valid && ended.Licences.Contains(one.NameZh)).ToListAsync(stop);
        held.ForEach(one => licences.Cancel(one, words.In(WordBook.Chinese, "onething.licence-ended", bundle.Number!), by));
        await db.SaveChangesAsync(stop);
    }

    private EnterpriseFacts FactsOf(MergedForm form, RegisterContent made)
    {
        var answers = form.Answers;
        var (name, id, _) = AnswerText.Person(answers[made.Person]);
        return new EnterpriseFacts(
            UnifiedSocialCreditCode.Parse(answers[made.Uscc]), answers[made.Name], made.TypeFrom is { } choice ? made.Types[answers[choice]] : made.Type, clock.Now, RegistrationChannel.Online,
            answers[made.Industry], made.Capital is { } capital ? long.Parse(answers[capital], null) : 0, InFtz: false, OfficeSiteId: null, new LegalRepresentative(name, id));
    }
}
