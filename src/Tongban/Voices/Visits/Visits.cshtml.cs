using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices.Visits;

/// <summary>领导接待日: who came, to whom, on which day, what was said; each visit becomes a voice whose term counts from that day.</summary>
[Needs(Permission.HearVisitors)]
public sealed class VisitsModel(TongbanDb db, CurrentStaff staff, VoiceOpening opening, PersonalData personal, HallClock clock, Cases.CaseMoments moments) : TongbanPage
{
    private const int Most = 50;
    internal const string CodeKey = "visit.code";
    private static readonly List<Role> Receiving = [Role.Director, Role.HallManager, Role.DepartmentHead];

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public Guid? HeardBy { get; set; }

    [BindProperty]
    public VoiceKind? Kind { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Told { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public Guid? Body { get; set; }

    [BindProperty]
    public bool MayPublish { get; set; }

    /// <summary>To be told to the visitor now and never again: number and code.</summary>
    public string[]? Code { get; private set; }

    public IReadOnlyDictionary<Guid, string> Leaders { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<(Guid Id, string Name)> Bodies { get; private set; } = [];

    public IReadOnlyList<Voice> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        (On, Code) = (clock.Today, (TempData[CodeKey] as string)?.Split(' '));
        await ShowAgainAsync();
        HeardBy = staff.AccountId is { } me && Leaders.ContainsKey(me) ? me : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Leaders = await LeadersAsync();
        Refusal.Unless(HeardBy is { } leader && Leaders.ContainsKey(leader), "visit.choose-leader");
        Refusal.Unless(On is not null, "visit.choose-day");
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        var taken = await opening.OpenAsync(
            new VoiceSaid(Kind, null, Text) { DepartmentId = Body, MayPublish = MayPublish }, new VoicePerson(Name, phone), new(VoiceChannel.DirectorDay, On, HeardBy), staff.Actor, Request.Form.Files, stop);
        if (!string.IsNullOrWhiteSpace(Told))
        {
            taken.Voice.HearOnTheSpot(Told, moments.By(staff.Actor));
        }

        await db.SaveChangesAsync(stop);
        TempData[CodeKey] = $"{taken.Voice.Number} {taken.Code}";
        return RedirectToPage();
    }

    public override async Task ShowAgainAsync()
    {
        Leaders = await LeadersAsync();
        Bodies = [.. (await db.Set<Department>().AsNoTracking().OrderBy(one => one.Code).ToListAsync()).Select(one => (one.Id, Named.In(one.NameZh, one.NameEn)))];
        Rows = await db.Set<Voice>().AsNoTracking().IgnoreAutoIncludes().Where(voice => voice.Channel == VoiceChannel.DirectorDay).OrderByDescending(voice => voice.ReceivedAt).Take(Most).ToListAsync();
    }

    private async Task<Dictionary<Guid, string>> LeadersAsync()
    {
        var ids = await db.Set<Post>().Where(post => post.EndedAt == null && Receiving.Contains(post.Role)).Select(post => post.AccountId).Distinct().ToListAsync();
        return await db.Users.Where(user => ids.Contains(user.Id) && user.DisabledAt == null).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
