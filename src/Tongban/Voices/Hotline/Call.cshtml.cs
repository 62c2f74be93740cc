using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Catalogue.Guiding;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Voices.Hotline;

/// <summary>One call, while it is talked: what is said, who has called before, what the catalogue knows. What is typed is kept by itself.</summary>
[Needs(Permission.TakeVoices)]
public sealed class CallModel(TongbanDb db, CurrentStaff staff, HallClock clock, PersonalData personal, Answering answering, CallerHistories histories, PublishedGuides guides) : TongbanPage
{
    internal const string CodeKey = "hotline.code";
    private const int MostFound = 4;

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public VoiceKind? Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public Guid? ItemId { get; set; }

    [BindProperty]
    public Guid? Body { get; set; }

    [BindProperty]
    public bool MayPublish { get; set; }

    /// <summary>What is asked of the catalogue.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    public HotlineCall Call { get; private set; } = null!;

    public Voice? Voice { get; private set; }

    /// <summary>Told to the caller now and never again.</summary>
    public string? Code { get; private set; }

    public CallerHistory History { get; private set; } = CallerHistory.None;

    public IReadOnlyList<PublishedGuide> Found { get; private set; } = [];

    public PublishedGuide? Chosen { get; private set; }

    public IReadOnlyList<(Guid Id, string Name)> Bodies { get; private set; } = [];

    public bool IsOpen => Call.Status == HotlineCallStatus.Talking;

    // A button that stands beside its form says what it is about: urge:0199…
    private string Act => Do.Split(':')[0];

    private Guid? Which => Guid.TryParse(Do.Split(':')[^1], out var id) ? id : null;

    private Guid Me => staff.AccountId!.Value;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is not { } call)
        {
            return NotFound();
        }

        Code = TempData[CodeKey] as string;
        Fill(call);
        await ShowAsync(call);
        return Page();
    }

    /// <summary>As it is typed; the caller's history comes back with it.</summary>
    [OutsideTransaction]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken stop)
    {
        if (await FindAsync() is not { Status: HotlineCallStatus.Talking } call)
        {
            return new NoContentResult();
        }

        try
        {
            await KeepAsync(call);
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A button of the same form was pressed meanwhile, and has kept all that this would.
            return new NoContentResult();
        }

        await ShowAsync(call);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        // What was typed last may be kept at this very moment.
        await db.LockAsync<HotlineCall>([Id], stop);
        if (await FindAsync() is not { } call)
        {
            return NotFound();
        }

        NeedPhone();
        NeedShort();
        await KeepAsync(call);
        await ActAsync(call, stop);
        await db.SaveChangesAsync(stop);
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var call = await FindAsync();
        MustBeThere(call is not null);
        await ShowAsync(call);
    }

    private async Task ActAsync(HotlineCall call, CancellationToken stop)
    {
        switch (Act)
        {
            case "save" or "item" or "no-item":
                break;
            case "answer":
                await answering.AnswerAsync(call, staff.Actor, stop);
                break;
            case "voice":
                TempData[CodeKey] = (await answering.VoiceAsync(call, staff.Actor, stop)).Code;
                break;
            case "urge":
                await answering.UrgeAsync(call, Which ?? throw new Refusal("voice.no-such-voice"), staff.Actor, stop);
                break;
            case "drop":
                call.Drop(clock.Now, staff.Actor);
                break;
            default:
                throw new Refusal("voice.unknown-act");
        }
    }

    private async Task KeepAsync(HotlineCall call)
    {
        var wanted = Act switch { "no-item" => null, "item" => Which, _ => ItemId };
        var item = wanted is { } named && await db.Set<Item>().AnyAsync(one => one.Id == named) ? wanted : null;
        var body = Body is { } chosen && await db.Set<Department>().AnyAsync(one => one.Id == chosen) ? Body : null;
        call.Keep(new HotlineWords(Kind, Name, Text, Answer, item, body, MayPublish, MobileNumber.TryParse(Phone, out var number) ? personal.Seal(Sealed.Phone, number.Value) : null), Me, clock.Now);
    }

    // While it is typed a number is not yet one; when the call ends it must be, or be left out.
    private void NeedPhone()
    {
        if (!string.IsNullOrWhiteSpace(Phone) && Act is ("answer" or "voice" or "urge"))
        {
            MobileNumber.Parse(Phone);
        }
    }

    // Kept while it is typed it is cut to its place; what is sent with a button is not cut in silence.
    private void NeedShort()
    {
        var (text, answer) = (PlainText.Of(Text).Length, PlainText.Of(Answer).Length);
        Refusal.Unless(text <= VoiceSaid.MaxText, "voice.text-too-long", VoiceSaid.MaxText, text);
        Refusal.Unless(answer <= VoiceNote.MaxText, "hotline.answer-too-long", VoiceNote.MaxText, answer);
    }

    private Task<HotlineCall?> FindAsync() => db.Set<HotlineCall>().SingleOrDefaultAsync(call => call.Id == Id && call.TakerId == Me);

    private void Fill(HotlineCall call) =>
        (Kind, Name, Text, Answer, ItemId, Body, MayPublish, Phone) = (call.Kind, call.Name, call.Text, call.Answer, call.ItemId, call.DepartmentId, call.MayPublish, call.Phone is { } sealedPhone ? personal.Open(sealedPhone) : "");

    private async Task ShowAsync(HotlineCall call)
    {
        Call = call;
        Voice = await db.Set<Voice>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == call.VoiceId);
        History = await histories.OfAsync(call);
        Bodies = [.. (await db.Set<Department>().AsNoTracking().OrderBy(one => one.Code).ToListAsync()).Select(one => (one.Id, Named.In(one.NameZh, one.NameEn)))];
        Chosen = call.ItemId is { } item ? (await guides.ByIdAsync([item])).FirstOrDefault() : null;
        Found = string.IsNullOrWhiteSpace(Query) ? [] : [.. GuideSearch.Search(Query, await guides.AllAsync()).Take(MostFound)];
    }
}
