using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Mending;

/// <summary>One rectification, everything on one page: clocks, calls, finding, mending, reply, appeal, evidence, publication.</summary>
[Needs(Permission.MendRatings)]
public sealed class ShowModel(TongbanDb db, CurrentStaff staff, RectificationsInSight sight, RectificationViews views, Handling handling, MendingDuties duties, CaseMoments moments) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>The version when the page was made.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public Verdict? Verdict { get; set; }

    // Each form of the page has names of its own, so that each label has its one field.
    [BindProperty]
    public string? CallWords { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Told { get; set; }

    [BindProperty]
    public string? AppealWords { get; set; }

    [BindProperty]
    public string? AppealAnswer { get; set; }

    [BindProperty]
    public Verdict? UpholdAs { get; set; }

    [BindProperty]
    public string? PublicWords { get; set; }

    [BindProperty]
    public string? ReturnWords { get; set; }

    [BindProperty]
    public MendingLevel? Said { get; set; }

    [BindProperty]
    public Guid? To { get; set; }

    public RectificationView View { get; private set; } = null!;

    public IReadOnlyDictionary<Guid, string> Handlers { get; private set; } = new Dictionary<Guid, string>();

    public bool IsMine => View.One.HandlerId == Me;

    /// <summary>May judge what the handler found, or what the rated says.</summary>
    public bool MayJudge { get; private set; }

    public bool IsConflict { get; private set; }

    private Guid Me => staff.AccountId!.Value;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is not { } found)
        {
            return NotFound();
        }

        await ShowAsync(found);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // The row first: two who take it at once are told apart here.
        await db.LockAsync<Rectification>([Id], HttpContext.RequestAborted);
        if (await FindAsync() is not { } found)
        {
            return NotFound();
        }

        if (Do is "agree" or "disagree" or "uphold" or "dismiss" or "publish" or "return" or "see" && !await staff.MayAsync(Permission.ReviewRectifications))
        {
            return Forbid();
        }

        Refusal.Unless(found.Version == Seen || Do == "see", Do == "take" && found.HandlerId is not null ? "rectification.taken" : "request.changed-meanwhile");
        await ActAsync(found);
        await db.SaveChangesAsync();
        return RedirectToPage(new { id = Id });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        ModelState.Remove(nameof(Seen));
        var found = await FindAsync();
        MustBeThere(found is not null);
        IsConflict = Response.Headers["Tongban-Refusal"] == "request.changed-meanwhile";
        await ShowAsync(found);
    }

    private Task ActAsync(Rectification on) => Do switch
    {
        "take" => Immediately(() => on.Take(moments.By(staff.Actor))),
        "assign" => handling.AssignAsync(on, To, staff.Actor),
        "phone" => Immediately(() => on.LookAtPhone(moments.By(staff.Actor))),
        "reached" => Immediately(() => handling.Call(on, true, CallWords, Said, staff.Actor)),
        "in-vain" => Immediately(() => handling.Call(on, false, CallWords, null, staff.Actor)),
        "verify" => Immediately(() => on.Verify(Verdict ?? throw new Refusal("rectification.choose-verdict"), Words, Answer, moments.By(staff.Actor))),
        "complex" => Immediately(() => on.MakeComplex(Why, moments.By(staff.Actor))),
        "mend" => handling.MendAsync(on, Words, Answer, Request.Form.Files, staff.Actor, HttpContext.RequestAborted),
        "tell" => handling.TellRatedAsync(on, Told, staff.Actor),
        "agree" => handling.ReviewAsync(on, true, Words, staff.Actor),
        "disagree" => handling.ReviewAsync(on, false, Words, staff.Actor),
        "uphold" => handling.DecideAppealAsync(on, UpholdAs ?? throw new Refusal("rectification.choose-verdict"), AppealWords, AppealAnswer, staff.Actor),
        "dismiss" => handling.DecideAppealAsync(on, null, AppealWords, null, staff.Actor),
        "evidence" => handling.KeepAsync(on, GivenFiles(), staff.Actor, HttpContext.RequestAborted),
        "propose" => handling.ProposeTextAsync(on, PublicWords, staff.Actor),
        "publish" => Immediately(() => on.Publish(moments.By(staff.Actor))),
        "return" => Immediately(() => on.ReturnText(ReturnWords, moments.By(staff.Actor))),
        "see" => duties.SeeAsync(on, Me),
        _ => throw new Refusal("rectification.unknown-act"),
    };

    private IFormFileCollection GivenFiles()
    {
        Refusal.Unless(Request.Form.Files.Any(file => file.FileName.Length > 0), "rectification.no-file");
        return Request.Form.Files;
    }

    private async Task<Rectification?> FindAsync() => await (await sight.MineAsync()).SingleOrDefaultAsync(one => one.Id == Id);

    private async Task ShowAsync(Rectification found)
    {
        View = await views.OfAsync(found);
        Handlers = found.IsOpen ? await sight.HandlersAsync(found) : Handlers;
        MayJudge = found.HandlerId != Me && await staff.MayAsync(Permission.ReviewRectifications);
        Seen = found.Version;
    }
}
