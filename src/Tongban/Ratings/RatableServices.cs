using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.OneThing;
using Tongban.Queue;

namespace Tongban.Ratings;

/// <summary>Finds what somebody may rate: by the link, by what is printed on the ticket, by the case's number.</summary>
public sealed class RatableServices(TongbanDb db, HallClock clock, RatingRules rules)
{
    /// <summary>The last day on which this service may be rated for the first time.</summary>
    public DateOnly LastDayOf(Service service) => service.On.AddDays(rules.FirstRatingDays.Value);

    public bool IsOpen(Service service) => clock.Today <= LastDayOf(service);

    public Task<bool> IsRatedAsync(Service service) =>
        db.Set<Rating>().AnyAsync(rating => rating.ServiceId == service.Id && rating.Number == 1);

    /// <summary>The first and the additional rating, as far as there are any.</summary>
    public async Task<(Rating? First, Rating? Additional)> GivenAsync(Service service)
    {
        var given = await db.Set<Rating>().AsNoTracking().Where(rating => rating.ServiceId == service.Id).ToListAsync();
        return (given.Find(rating => rating.Number == Evaluation.First), given.Find(rating => rating.Number == Evaluation.Additional));
    }

    /// <summary>The last day of the one additional rating (追加评价): counted from the first one.</summary>
    public DateOnly LastDayToAdd(Rating first) => clock.DayOf(first.RatedAt).AddDays(rules.AdditionalDays.Value);

    /// <summary>Until when one may add to the first rating; null where there is none, where nobody gave it, or when it is over.</summary>
    public async Task<DateOnly?> MayAddUntilAsync(Service service)
    {
        var (first, additional) = await GivenAsync(service);
        return first is { IsDefault: false } && additional is null && LastDayToAdd(first) is var last && clock.Today <= last ? last : null;
    }

    /// <summary>By a service's own token, or by a ticket's: then the service of that visit which still waits for its rating.</summary>
    public async Task<Service?> FindAsync(string token)
    {
        var service = await db.Set<Service>().SingleOrDefaultAsync(s => s.Token == token);
        return service ?? (await db.Set<Visit>().SingleOrDefaultAsync(v => v.Token == token) is { } visit ? await NextOfAsync(OfVisit(visit)) : null);
    }

    /// <summary>Many at once, by what <see cref="FindAsync"/> takes; what is not found is not there.</summary>
    public async Task<Dictionary<string, Service>> FindAllAsync(IEnumerable<string> tokens, CancellationToken stop)
    {
        var wanted = tokens.Distinct().ToArray();
        var found = await db.Set<Service>().AsNoTracking().Where(service => EF.Parameter(wanted).Contains(service.Token)).ToDictionaryAsync(service => service.Token, stop);
        foreach (var token in wanted.Where(token => !found.ContainsKey(token)))
        {
            // A ticket's.
            if (await FindAsync(token) is { } service)
            {
                found[token] = service;
            }
        }

        return found;
    }

    /// <summary>Which of these have a first rating.</summary>
    public async Task<HashSet<Guid>> RatedAsync(IEnumerable<Service> some, CancellationToken stop)
    {
        var ids = some.Select(service => service.Id).Distinct().ToArray();
        return await db.Set<Rating>().Where(rating => rating.Number == Evaluation.First && EF.Parameter(ids).Contains(rating.ServiceId)).Select(rating => rating.ServiceId).ToHashSetAsync(stop);
    }

    /// <summary>By the number and the code on the ticket.</summary>
    public async Task<Service> ByTicketAsync(string number, string code)
    {
        var (typed, prefix) = (Typed(number), Typed(code).ToLowerInvariant());
        var earliest = clock.Today.AddDays(-rules.FirstRatingDays.Value);
        Refusal.Unless(prefix.Length == Visit.CodeLength && prefix.All(char.IsAsciiHexDigit), "rating.ticket-not-found", rules.FirstRatingDays.Value);
        var visit = await db.Set<Visit>().FirstOrDefaultAsync(v => v.Number == typed && v.On >= earliest && v.Token.StartsWith(prefix));
        return await OnlyOrRefuseAsync(visit is null ? null : OfVisit(visit), new Refusal("rating.ticket-not-found", rules.FirstRatingDays.Value));
    }

    /// <summary>By what a scanner reads from the slip (the address of the mobile ticket), or by number and code typed one after the other.</summary>
    public async Task<Service> BySlipAsync(string read)
    {
        const string address = "/t/";
        var at = read.LastIndexOf(address, StringComparison.Ordinal);
        if (at >= 0)
        {
            return await FindAsync(read[(at + address.Length)..].Split('?')[0].Trim()) ?? throw new Refusal("rating.ticket-not-found", rules.FirstRatingDays.Value);
        }

        var typed = Typed(read);
        return await ByTicketAsync(typed[..^Math.Min(Visit.CodeLength, typed.Length)], typed[^Math.Min(Visit.CodeLength, typed.Length)..]);
    }

    /// <summary>By the case's number and the query code that came with it.</summary>
    public async Task<Service> ByCaseAsync(string number, string queryCode)
    {
        var (typed, code) = (Typed(number), Typed(queryCode));
        var found = await db.Set<Case>().FirstOrDefaultAsync(c => c.Number == typed && c.QueryCode == code);
        return await OnlyOrRefuseAsync(found is null ? null : OfCase(found.Id, found.LegId), new Refusal("rating.case-not-found"));
    }

    /// <summary>The other services of the same visit or case, each with a page of its own.</summary>
    public async Task<IReadOnlyList<Service>> OthersAsync(Service service)
    {
        var visitId = await db.Set<Leg>().Where(leg => leg.Id == service.LegId).Select(leg => (Guid?)leg.VisitId).SingleOrDefaultAsync();
        return await db.Set<Service>()
            .Where(s => s.Id != service.Id && ((service.CaseId != null && s.CaseId == service.CaseId)
                || (visitId != null && db.Set<Leg>().Any(leg => leg.Id == s.LegId && leg.VisitId == visitId))))
            .OrderBy(s => s.EndedAt)
            .ToListAsync();
    }

    /// <summary>What the evaluator of a window asks about now: the last service there, while its time runs and nobody has rated it.</summary>
    public async Task<Service?> AtWindowAsync(Guid windowId)
    {
        var since = clock.Now.AddSeconds(-rules.EvaluatorSeconds.Value);
        var last = await db.Set<Service>().Where(s => s.WindowId == windowId && s.EndedAt > since).OrderByDescending(s => s.EndedAt).FirstOrDefaultAsync();
        return last is null || await IsRatedAsync(last) ? null : last;
    }

    public async Task<ServiceView> ShowAsync(Service service)
    {
        var version = await db.Set<ItemVersion>()
            .Where(v => v.ItemId == service.ItemId && v.State == ItemVersionState.Published && v.EffectiveOn <= service.On)
            .OrderByDescending(v => v.EffectiveOn).FirstOrDefaultAsync();
        var whole = service.BundleId is { } id ? await WholeAsync(id) : null;
        var window = await db.Set<Window>().SingleOrDefaultAsync(w => w.Id == service.WindowId);
        var zone = window is null ? null : await db.Set<Zone>().SingleAsync(z => z.Id == window.ZoneId);
        return new ServiceView(service, whole?.NameZh ?? version?.NameZh, whole?.NameEn ?? version?.NameEn, zone?.Letter, window?.Label);
    }

    private Task<TemplateVersion?> WholeAsync(Guid bundleId) => db.Set<TemplateVersion>().AsNoTracking()
        .FirstOrDefaultAsync(version => db.Set<Bundle>().Any(bundle => bundle.Id == bundleId && bundle.TemplateVersionId == version.Id));

    private static string Typed(string text) => text.Trim().Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    private IQueryable<Service> OfVisit(Visit visit)
    {
        var legs = visit.Legs.Select(leg => leg.Id).ToList();
        return db.Set<Service>().Where(s => s.LegId != null && legs.Contains(s.LegId.Value));
    }

    private IQueryable<Service> OfCase(Guid caseId, Guid? legId) =>
        db.Set<Service>().Where(s => s.CaseId == caseId || (legId != null && s.LegId == legId));

    private async Task<Service> OnlyOrRefuseAsync(IQueryable<Service>? services, Refusal unknown) =>
        await NextOfAsync(services ?? throw unknown) ?? throw new Refusal("rating.nothing-done-yet");

    // The one not rated yet comes first; of several, the latest.
    private Task<Service?> NextOfAsync(IQueryable<Service> services) =>
        services.OrderBy(s => db.Set<Rating>().Any(r => r.ServiceId == s.Id) ? 1 : 0).ThenByDescending(s => s.EndedAt).FirstOrDefaultAsync();
}

/// <summary>A service as its rater knows it.</summary>
public sealed record ServiceView(Service Service, string? ItemZh, string? ItemEn, string? ZoneLetter, string? WindowLabel);
