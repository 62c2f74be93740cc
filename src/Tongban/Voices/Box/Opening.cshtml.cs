using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Showing;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Words;

namespace Tongban.Voices.Box;

/// <summary>One opening: the second count, then the cards, each with its scan, each a voice whose term counts from the opening.</summary>
[Needs(Permission.TakeVoices)]
public sealed class OpeningModel(TongbanDb db, CurrentStaff staff, VoiceOpening voices, PersonalData personal, HallClock clock) : TongbanPage
{
    internal const string CodeKey = "box.code";
    internal const string DiffersKey = "box.differs";

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public int? Cards { get; set; }

    [BindProperty]
    public int? Card { get; set; }

    [BindProperty]
    public VoiceKind? Kind { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public Guid? Body { get; set; }

    [BindProperty]
    public bool MayPublish { get; set; }

    /// <summary>Of the card just entered, shown now and never again: number and code.</summary>
    public string[]? Code { get; private set; }

    /// <summary>The count just given is another than the first.</summary>
    public bool Differs { get; private set; }

    /// <summary>Every count, in order.</summary>
    public IReadOnlyList<Fact> Log { get; private set; } = [];

    public BoxOpening One { get; private set; } = null!;

    public string Site { get; private set; } = "";

    public IReadOnlyDictionary<int, Voice> Entered { get; private set; } = new Dictionary<int, Voice>();

    public IReadOnlyList<(Guid Id, string Name)> Bodies { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public bool IsOpener => One.OpenedById == staff.AccountId;

    public IEnumerable<int> Left => Enumerable.Range(1, One.Cards).Where(card => !Entered.ContainsKey(card));

    public async Task<IActionResult> OnGetAsync()
    {
        (Code, Differs) = ((TempData[CodeKey] as string)?.Split(' '), TempData[DiffersKey] is true);
        return await LoadAsync() ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await db.LockAsync<BoxOpening>([Id], stop);
        if (await db.Set<BoxOpening>().SingleOrDefaultAsync(one => one.Id == Id, stop) is not { } opening)
        {
            return NotFound();
        }

        switch (Do)
        {
            case "confirm":
                TempData[DiffersKey] = opening.Confirm(Cards, clock.Now, staff.Actor) ? null : true;
                break;
            case "again":
                opening.CountAgain(Cards, clock.Now, staff.Actor);
                break;
            case "card":
                await EnterAsync(opening, stop);
                break;
            default:
                throw new Refusal("voice.unknown-act");
        }

        await db.SaveChangesAsync(stop);
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        MustBeThere(await LoadAsync());
    }

    public string NameOf(Fact fact) => Actor.StaffIdOf(fact.By) is { } id ? Names.GetValueOrDefault(id, "") : "";

    /// <summary>The number that was counted. Until both have come to an end neither is shown the other's: they count apart.</summary>
    public string? CountOf(Fact fact) => One.IsConfirmed || One.IsVoid ? fact.Value("counted") ?? fact.Value("cards") : null;

    private async Task EnterAsync(BoxOpening opening, CancellationToken stop)
    {
        opening.NeedCard(Card);
        Refusal.Unless(Request.Form.Files.Any(file => file.FileName.Length > 0), "box.scan-missing");
        Refusal.Unless(!await db.Set<Voice>().AnyAsync(voice => voice.SourceId == opening.Id && voice.SourceNumber == Card, stop), "voice.card-entered");
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        var taken = await voices.OpenAsync(
            new VoiceSaid(Kind, null, Text) { DepartmentId = Body, MayPublish = MayPublish }, new VoicePerson(Name, phone),
            new(VoiceChannel.Box, opening.OpenedOn, opening.Id, Card), staff.Actor, Request.Form.Files, stop);
        TempData[CodeKey] = $"{taken.Voice.Number} {taken.Code}";
    }

    private async Task<bool> LoadAsync()
    {
        if (await db.Set<BoxOpening>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == Id) is not { } found)
        {
            return false;
        }

        One = found;
        Site = await db.Set<Site>().AsNoTracking().SingleAsync(one => one.Id == found.SiteId) is { } site ? Named.In(site.NameZh, site.NameEn) : "";
        Entered = await db.Set<Voice>().AsNoTracking().IgnoreAutoIncludes().Where(voice => voice.SourceId == Id && voice.SourceNumber != null).ToDictionaryAsync(voice => voice.SourceNumber!.Value);
        Bodies = [.. (await db.Set<Department>().AsNoTracking().OrderBy(one => one.Code).ToListAsync()).Select(one => (one.Id, Named.In(one.NameZh, one.NameEn)))];
        Log = await db.Facts.AsNoTracking().Where(fact => fact.Subject == nameof(BoxOpening) && fact.SubjectId == Id).OrderBy(fact => fact.SubjectVersion).ToListAsync();
        var people = Log.Select(fact => Actor.StaffIdOf(fact.By)).Append(found.OpenedById).Append(found.ConfirmedById).OfType<Guid>().Distinct().ToList();
        Names = await db.Users.Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
        return true;
    }
}
