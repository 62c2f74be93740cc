using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Cases.Showing;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Words;

namespace Tongban.Voices.Desk;

/// <summary>One voice, everything on one page: what was said, who answers, clocks, answer, calls, publication.</summary>
[Needs(Permission.HandleVoices)]
public sealed class ShowModel(TongbanDb db, CurrentStaff staff, VoicesInSight sight, VoiceViews views, VoiceWork work, CallingBack calling, VoiceFiles files, VoiceDuties duties, CaseMoments moments, Say say) : TongbanPage
{
    /// <summary>The choice of the centre itself among bodies.</summary>
    public const string Centre = "centre";

    private static readonly string[] OfSupervisor = ["agree-transfer", "refuse-transfer", "agree-extension", "refuse-extension", "publish", "return", "see", "checked"];

    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>The version when the page was made.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public VoiceKind? Kind { get; set; }

    [BindProperty]
    public string? KindWhy { get; set; }

    [BindProperty]
    public string? Found { get; set; }

    // Each form of the page has names of its own, so that each label has its one field.
    [BindProperty]
    public string? RouteTo { get; set; }

    [BindProperty]
    public string? TransferTo { get; set; }

    [BindProperty]
    public string? TransferWhy { get; set; }

    [BindProperty]
    public string? TransferWords { get; set; }

    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    public string? LinkNumber { get; set; }

    [BindProperty]
    public string? UrgentWhy { get; set; }

    [BindProperty]
    public string? ExtensionWhy { get; set; }

    [BindProperty]
    public string? ExtensionWords { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? CallWords { get; set; }

    [BindProperty]
    public AnswerLevel? Said { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? PublicAnswer { get; set; }

    [BindProperty]
    public string? ReturnWords { get; set; }

    public VoiceView View { get; private set; } = null!;

    public IReadOnlyList<(string Value, string Name)> Bodies { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Handlers { get; private set; } = new Dictionary<Guid, string>();

    public bool IsMine => View.One.HandlerId == Me;

    /// <summary>May call the person after the answer.</summary>
    public bool MayCall { get; private set; }

    public bool MayRoute { get; private set; }

    /// <summary>May say yes or no to what a colleague asks, and publish.</summary>
    public bool MayJudge { get; private set; }

    public bool IsConflict { get; private set; }

    public Guid Me => staff.AccountId!.Value;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await (await sight.MineAsync()).SingleOrDefaultAsync(one => one.Id == Id) is not { } found)
        {
            return NotFound();
        }

        await ShowAsync(found);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await work.FindAsync(await sight.MineAsync(), Id, HttpContext.RequestAborted) is not { } found)
        {
            return NotFound();
        }

        if (OfSupervisor.Contains(Do) && !await staff.MayAsync(Permission.ReviewVoices))
        {
            return Forbid();
        }

        Refusal.Unless(found.Version == Seen || Do == "see", Do == "take" && found.HandlerId is not null ? "voice.taken" : "request.changed-meanwhile");
        await ActAsync(found, moments.By(staff.Actor));
        await db.SaveChangesAsync();
        return await (await sight.MineAsync()).AnyAsync(one => one.Id == Id) ? RedirectToPage(new { id = Id }) : RedirectToPage("/Voices/Desk/Inbox");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        ModelState.Remove(nameof(Seen));
        var found = await (await sight.MineAsync()).SingleOrDefaultAsync(one => one.Id == Id);
        // Who has just handed it on no longer sees it.
        MustBeThere(found is not null, "/staff/voices");
        IsConflict = Response.Headers["Tongban-Refusal"] == "request.changed-meanwhile";
        await ShowAsync(found);
    }

    private Task ActAsync(Voice on, CaseMoment at) => Do switch
    {
        "classify" => Immediately(() => work.Classify(on, Kind, KindWhy, at.By)),
        "urgent" => Immediately(() => work.MarkUrgent(on, UrgentWhy, at.By)),
        "route" => work.RouteAsync(on, BodyOf(RouteTo), at.By),
        "take" => work.TakeAsync(on, at.By),
        "assign" => work.AssignAsync(on, To, at.By),
        "transfer" => work.TransferAsync(on, BodyOf(TransferTo), TransferWhy, at.By),
        "agree-transfer" => work.DecideTransferAsync(on, true, TransferWords, at.By),
        "refuse-transfer" => work.DecideTransferAsync(on, false, TransferWords, at.By),
        "link" => work.LinkAsync(on, LinkNumber, at.By),
        "unlink" => Immediately(() => on.Unlink(at)),
        "person" => calling.LookAsync(on, at.By),
        "extend" => Immediately(() => on.AskExtension(ExtensionWhy, at)),
        "agree-extension" => Immediately(() => on.DecideExtension(true, ExtensionWords, at)),
        "refuse-extension" => Immediately(() => on.DecideExtension(false, ExtensionWords, at)),
        "reply" => work.ReplyAsync(on, Answer, Request.Form.Files, at.By, HttpContext.RequestAborted),
        "reached" => calling.CallAsync(on, true, Said, CallWords, at.By, HttpContext.RequestAborted),
        "in-vain" => calling.CallAsync(on, false, null, CallWords, at.By, HttpContext.RequestAborted),
        "files" => files.KeepAsync(on, Given(), at.By, HttpContext.RequestAborted),
        "propose" => work.ProposeTextAsync(on, Question, PublicAnswer, at.By),
        "publish" => Immediately(() => on.Publish(at)),
        "return" => Immediately(() => on.ReturnText(ReturnWords, at)),
        "checked" => Immediately(() => on.CheckContradiction(Found, at)),
        "see" => duties.SeeAsync(on, Me),
        _ => throw new Refusal("voice.unknown-act"),
    };

    private static Guid? BodyOf(string? value) => value == Centre ? null : Guid.TryParse(value, out var id) ? id : throw new Refusal("voice.choose-body");

    private IFormFileCollection Given()
    {
        Refusal.Unless(Request.Form.Files.Any(file => file.FileName.Length > 0), "voice.no-file");
        return Request.Form.Files;
    }

    /// <summary>What a move was beside its name: reached or not, from which kind to which.</summary>
    public string More(Fact fact) => fact.What switch
    {
        "voice.called" => say[fact.Value("reached") == bool.TrueString ? "voices.fact-reached" : "voices.fact-in-vain"],
        "voice.classified" when fact.Value("from") is { } from => say["voices.fact-kinds", say["voices.kind." + from], say["voices.kind." + fact.Value("kind")]],
        _ => "",
    };

    private async Task ShowAsync(Voice found)
    {
        View = await views.OfAsync(found);
        (MayRoute, MayCall) = (await sight.MayRouteAsync(), await calling.MayAsync(found));
        MayJudge = found.HandlerId != Me && await staff.MayAsync(Permission.ReviewVoices);
        Handlers = found.Status is VoiceStatus.InHand or VoiceStatus.Replied ? await sight.HandlersAsync(found) : Handlers;
        Bodies = [.. (await db.Set<Department>().AsNoTracking().OrderBy(one => one.Code).ToListAsync()).Select(one => (one.Id.ToString(), Named.In(one.NameZh, one.NameEn)))];
        Seen = found.Version;
    }
}
