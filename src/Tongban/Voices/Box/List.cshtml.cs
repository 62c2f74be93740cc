using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices.Box;

/// <summary>意见箱: the register of openings, and a new one.</summary>
[Needs(Permission.TakeVoices)]
public sealed class ListModel(TongbanDb db, CurrentStaff staff, HallClock clock) : TongbanPage
{
    private const int Most = 50;

    [BindProperty]
    public Guid? Site { get; set; }

    [BindProperty]
    public int? Cards { get; set; }

    public IReadOnlyList<(Guid Id, string Name)> Sites { get; private set; } = [];

    public IReadOnlyList<(BoxOpening Opening, int Entered)> Rows { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        Refusal.Unless(Site is { } site && await db.Set<Site>().AnyAsync(one => one.Id == site), "box.choose-site");
        var opening = new BoxOpening(db.CentreId, Site!.Value, clock.Today, Cards, clock.Now, staff.Actor);
        db.Add(opening);
        await db.SaveChangesAsync();
        return RedirectToPage("/Voices/Box/Opening", new { id = opening.Id });
    }

    public override async Task ShowAgainAsync()
    {
        Sites = [.. (await db.Set<Site>().AsNoTracking().ToListAsync()).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal).Select(site => (site.Id, Named.In(site.NameZh, site.NameEn)))];
        var openings = await db.Set<BoxOpening>().AsNoTracking().OrderByDescending(one => one.OpenedAt).Take(Most).ToListAsync();
        var ids = openings.ConvertAll(one => (Guid?)one.Id);
        var entered = await db.Set<Voice>().Where(voice => voice.Channel == VoiceChannel.Box && ids.Contains(voice.SourceId)).GroupBy(voice => voice.SourceId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key!.Value, one => one.Count);
        Rows = [.. openings.Select(one => (one, entered.GetValueOrDefault(one.Id)))];
        var people = openings.SelectMany(one => new[] { one.OpenedById, one.ConfirmedById }).OfType<Guid>().Distinct().ToList();
        Names = await db.Users.Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
