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

    /// <summary>Days: a visit entered later than a year afterwards is a slip of the year.</summary>
    private const int LongestAgo = 366;
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

    /// <summary>The same visit has been recorded already and is wanted once more.</summary>
    [BindProperty]
    public bool Again { get; set; }

    /// <summary>The one that was recorded already.</summary>
    public Voice? Already { get; private set; }

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
        Refusal.Unless(On >= clock.Today.AddDays(-LongestAgo), "visit.too-long-ago", LongestAgo);
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : personal.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value);
        var said = new VoiceSaid(Kind, null, Text) { DepartmentId = Body, MayPublish = MayPublish }.Checked();
        Already = Again ? null : await RecordedAsync(said.Text!, phone?.Hash, stop);
        if (Already is not null)
        {
            await ShowAgainAsync();
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            Response.Headers["Tongban-Refusal"] = "visit.recorded-already";
            return Page();
        }

        var taken = await opening.OpenAsync(
            said, new VoicePerson(Name, phone), new(VoiceChannel.DirectorDay, On, HeardBy), staff.Actor, Request.Form.Files, stop);
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

    // The same words to the same leader on the same day, of the same person as far as one is known.
    private Task<Voice?> RecordedAsync(string text, string? phone, CancellationToken stop) =>
        db.Set<Voice>().AsNoTracking().IgnoreAutoIncludes()
            .Where(one => one.Channel == VoiceChannel.DirectorDay && one.ReceivedOn == On && one.SourceId == HeardBy && one.Text == text && one.PhoneHash == phone)
            .OrderByDescending(one => one.ReceivedAt).FirstOrDefaultAsync(stop);

    private async Task<Dictionary<Guid, string>> LeadersAsync()
    {
        var ids = await db.Set<Post>().Where(post => post.EndedAt == null && Receiving.Contains(post.Role)).Select(post => post.AccountId).Distinct().ToListAsync();
        return await db.Users.Where(user => ids.Contains(user.Id) && user.DisabledAt == null).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
