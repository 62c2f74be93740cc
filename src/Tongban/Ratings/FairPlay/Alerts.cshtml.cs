using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Ratings.FairPlay;

/// <summary>A rating that was taken out of the figures, as the list tells of it.</summary>
public sealed record ExcludedRow(RatingExclusion One, Rating Rating, FairPlayRule Rule, string By, string PutBackBy);

/// <summary>One that counts no more because of what its rectification came to.</summary>
public sealed record DismissedRow(Rectification One, Rating Rating, string By);

/// <summary>Odd ratings (异常评价): what waits to be judged, what was judged, what was taken out, and the rules with their reasons and limits.</summary>
[Needs(Permission.ReviewRectifications)]
public sealed class AlertsModel(TongbanDb db, FairPlayInSight sight, FairPlayWatch watch, FairPlayRules rules, HallClock clock) : TongbanPage
{
    private const int Most = 100;
    private const string LookedKey = "fair-play.looked";
    private const string ElsewhereKey = "fair-play.looked-elsewhere";

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? Through { get; set; }

    public static IReadOnlyList<string> Shown { get; } = ["open", "judged", "excluded", "rules"];

    public IReadOnlyList<FairPlayAlert> Rows { get; private set; } = [];

    public IReadOnlyList<ExcludedRow> Excluded { get; private set; } = [];

    public IReadOnlyList<DismissedRow> Dismissed { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Sites { get; private set; } = new Dictionary<Guid, string>();

    public int Open { get; private set; }

    /// <summary>How many wait that others judge: they are about oneself, or about what one wrote down.</summary>
    public int Elsewhere { get; private set; }

    /// <summary>How many there are of those that are shown.</summary>
    public int All { get; private set; }

    /// <summary>Just looked through: how many alerts came of it, of those in sight.</summary>
    public int? Looked { get; private set; }

    /// <summary>And how many that others judge.</summary>
    public int LookedElsewhere { get; private set; }

    public IReadOnlyDictionary<string, LocalRule> Rules => rules.All;

    public DateOnly Today => clock.Today;

    public async Task OnGetAsync()
    {
        (Looked, LookedElsewhere) = (TempData[LookedKey] as int?, TempData[ElsewhereKey] as int? ?? 0);
        await ShowAgainAsync();
    }

    /// <summary>Days of the past are looked through: after an import, or when a threshold was changed.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Refusal.Unless(From is not null && Through is not null, "fair-play.days", FairPlayWatch.MostDays);
        var changed = await watch.LookAsync(From!.Value, Through!.Value, HttpContext.RequestAborted);

        // What is about oneself is raised too, and not listed: only that there is something for others to judge.
        var looked = await sight.Mine().CountAsync(alert => EF.Parameter(changed).Contains(alert.Id));
        (TempData[LookedKey], TempData[ElsewhereKey]) = (looked, changed.Count - looked);
        return LocalRedirect("/staff/ratings/alerts");
    }

    public override async Task ShowAgainAsync()
    {
        Show = Shown.Contains(Show) ? Show : Shown[0];
        Open = await sight.Mine().CountAsync(alert => alert.Status == FairPlayStatus.Open);
        Elsewhere = await sight.ElsewhereAsync();
        Sites = await db.Set<Site>().AsNoTracking().ToDictionaryAsync(site => site.Id, site => Named.In(site.NameZh, site.NameEn));
        if (Show is "open" or "judged")
        {
            var shown = sight.Mine().AsNoTracking().Where(alert => (alert.Status == FairPlayStatus.Open) == (Show == "open"));
            All = Show == "open" ? Open : await shown.CountAsync();
            Rows = await shown.OrderByDescending(alert => alert.RaisedAt).ThenBy(alert => alert.Id).Take(Most).ToListAsync();
        }
        else if (Show == "excluded")
        {
            (Excluded, Dismissed) = (await ExcludedAsync(), await DismissedAsync());
        }
    }

    private async Task<IReadOnlyList<DismissedRow>> DismissedAsync()
    {
        var rows = await sight.Dismissed().AsNoTracking().IgnoreAutoIncludes().OrderByDescending(one => one.ExcludedOn).ThenBy(one => one.Id).Take(Most)
            .Join(db.Set<Rating>(), one => one.RatingId, rating => rating.Id, (one, rating) => new { one, rating }).ToListAsync();
        var ids = rows.ConvertAll(row => row.one.Id);
        var by = (await db.Facts.Where(fact => fact.What == "rectification.excluded" && ids.Contains(fact.SubjectId)).Select(fact => new { fact.SubjectId, fact.By }).ToListAsync())
            .ToDictionary(fact => fact.SubjectId, fact => Actor.StaffIdOf(fact.By));
        var people = by.Values.OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
        return [.. rows.OrderByDescending(row => row.one.ExcludedOn).Select(row => new DismissedRow(row.one, row.rating, by.GetValueOrDefault(row.one.Id) is { } id ? names.GetValueOrDefault(id, "") : ""))];
    }

    private async Task<IReadOnlyList<ExcludedRow>> ExcludedAsync()
    {
        var rows = await sight.Exclusions().AsNoTracking().OrderByDescending(one => one.ExcludedAt).ThenBy(one => one.Id).Take(Most)
            .Join(db.Set<Rating>(), one => one.RatingId, rating => rating.Id, (one, rating) => new { one, rating })
            .Join(db.Set<FairPlayAlert>(), both => both.one.AlertId, alert => alert.Id, (both, alert) => new { both.one, both.rating, alert.Rule }).ToListAsync();
        var ids = rows.SelectMany(row => new[] { row.one.ExcludedById, row.one.PutBackById }).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
        return [.. rows.OrderByDescending(row => row.one.ExcludedAt).Select(row => new ExcludedRow(row.one, row.rating, row.Rule, names.GetValueOrDefault(row.one.ExcludedById, ""), row.one.PutBackById is { } id ? names.GetValueOrDefault(id, "") : ""))];
    }
}
