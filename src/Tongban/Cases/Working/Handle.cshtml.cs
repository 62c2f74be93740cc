using Microsoft.AspNetCore.Mvc;
using Tongban.Cases.Showing;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases.Working;

/// <summary>A case in the department's hands: claim, opinion, clock, decision, result; for leaders, what needs them.</summary>
[Needs(Permission.DecideCases)]
public sealed class HandleModel(
    TongbanDb db, CurrentStaff staff, CasesInSight sight, CaseViews views, Checking checking, Work work, Escalation escalation)
    : CaseStaffPage(db, staff, views, checking)
{
    private static readonly string[] LeadersOwn = ["extend", "decline", "override", "see"];

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public SpecialProcedure Kind { get; set; }

    [BindProperty]
    public DateOnly? ExpectedUntil { get; set; }

    [BindProperty]
    public int Days { get; set; }

    /// <summary>Of a joint matter: the paper by which the head of the government approved the extension.</summary>
    [BindProperty]
    public string? Approval { get; set; }

    [BindProperty]
    public string? ResultNumber { get; set; }

    [BindProperty]
    public DateOnly? ValidUntil { get; set; }

    [BindProperty]
    public IFormFile? Document { get; set; }

    public bool IsLeader { get; private set; }

    /// <summary>The extension that a colleague asked for and no leader has granted yet.</summary>
    public Fact? Asked => View.Case.ExtensionAsked is not null ? View.Facts.LastOrDefault(fact => fact.What == "case.extension-asked") : null;

    /// <summary>What was to follow is past its day: the case may be ended.</summary>
    public bool CanEnd => View.Clocks.Any(clock => clock is { Kind: ClockKind.Owed, IsLate: true });

    public bool IsMine => View.Case.OpenStep?.ClaimedById == Me;

    public async Task<IActionResult> OnPostAsync()
    {
        var forbidden = false;
        var answer = await ActAsync(async on =>
        {
            // A colleague without the permission is answered with 403, not with a sentence about the case.
            forbidden = LeadersOwn.Contains(Do) && !await sight.LeadsAsync(on);
            await (forbidden ? Task.CompletedTask : Act(on));
        });
        return forbidden ? Forbid() : answer;
    }

    protected override Task<IQueryable<Case>> InSightAsync() => sight.OfMyDepartmentsAsync();

    protected override bool Offers(CaseMove move) => move switch
    {
        CaseMove.Claim => View.Case.OpenStep is { ClaimedById: null },
        CaseMove.Agree or CaseMove.Reject => IsMine && !View.Case.IsPaused,
        CaseMove.ReturnStep => IsMine && !View.Case.IsPaused && View.Case.OpenStep!.Number > 1,
        CaseMove.Pause => !View.Case.IsPaused,
        CaseMove.Resume => View.Case.IsPaused,
        CaseMove.Decline => IsLeader && View.Case.ExtensionAsked is not null,
        CaseMove.Terminate => CanEnd,
        CaseMove.Extend => (IsLeader || IsMine) && View.Case.MayExtend,
        CaseMove.Mark or CaseMove.Notify or CaseMove.Close => true,
        _ => false,
    };

    protected override async Task ShownAsync() => IsLeader = await sight.LeadsAsync(View.Case);

    private Task Act(Case on) => Do switch
    {
        "claim" => Immediately(() => work.Claim(on, Me)),
        "release" => Immediately(() => work.Release(on, Me)),
        "agree" => Immediately(() => work.Agree(on, Text, Me)),
        "return" => Immediately(() => work.Return(on, Text, Me)),
        "reject" => Immediately(() => work.Reject(on, Text, Me)),
        "check" => Immediately(() => Checks.Mark(on, Found(), Staff.Actor)),
        "notify" => NotifyAsync(on, null),
        "override" => NotifyAsync(on, Text ?? ""),
        "pause" => work.PauseAsync(on, Kind, ExpectedUntil ?? default, Text, Me),
        "resume" => work.ResumeAsync(on, Me),
        "ask-extension" => Immediately(() => work.AskExtension(on, Days, Text, Me)),
        "extend" => work.ExtendAsync(on, Days, Text, Me, Approval),
        "decline" => Immediately(() => work.DeclineExtension(on, Text, Me)),
        "terminate" => Checks.TerminateAsync(on, Text, Staff.Actor),
        "see" => SeeAsync(on),
        "close" => CloseAsync(on),
        _ => throw new Refusal("case.unknown-act"),
    };

    // A leader takes note; what they want done stands beside the opinions.
    private async Task SeeAsync(Case on)
    {
        await escalation.SeeAsync(on, Me);
        await (string.IsNullOrWhiteSpace(Text) ? Task.CompletedTask : Immediately(() => work.Instruct(on, Text, Me)));
    }

    private async Task NotifyAsync(Case on, string? overrideReason)
    {
        Checks.Mark(on, Found(), Staff.Actor);
        await Checks.NotifyAsync(on, Found(), overrideReason, Staff.Actor);
    }

    private async Task CloseAsync(Case on)
    {
        var content = (await VersionAsync(on)).Content;
        await work.CloseAsync(on, work.ResultOf(on, content, ResultNumber, ValidUntil), Document, Staff.Actor);
    }
}
