using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases.Working;

/// <summary>A case in the department's hands: claim, opinion, clock, decision, result; for leaders, what needs them.</summary>
[Needs(Permission.DecideCases)]
public sealed class HandleModel(
    TongbanDb db, CurrentStaff staff, CasesInSight sight, CaseViews views, Checking checking, Work work)
    : CaseStaffPage(db, staff, views, checking)
{
    private static readonly string[] LeadersOwn = ["extend", "override"];

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public SpecialProcedure Kind { get; set; }

    [BindProperty]
    public DateOnly? ExpectedUntil { get; set; }

    [BindProperty]
    public int Days { get; set; }

    [BindProperty]
    public string? ResultNumber { get; set; }

    [BindProperty]
    public DateOnly? ValidUntil { get; set; }

    [BindProperty]
    public IFormFile? Document { get; set; }

    public bool IsLeader { get; private set; }

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

    protected override async Task ShownAsync() => IsLeader = await sight.LeadsAsync(View.Case);

    private Task Act(Case on) => Do switch
    {
        "claim" => Now(() => work.Claim(on, Me)),
        "release" => Now(() => work.Release(on, Me)),
        "agree" => Now(() => work.Agree(on, Text, Me)),
        "return" => Now(() => work.Return(on, Text, Me)),
        "reject" => Now(() => work.Reject(on, Text, Me)),
        "check" => Now(() => Checks.Mark(on, Found(), Staff.Actor)),
        "notify" => NotifyAsync(on, null),
        "override" => NotifyAsync(on, Text ?? ""),
        "pause" => work.PauseAsync(on, Kind, ExpectedUntil ?? default, Text, Me),
        "resume" => Now(() => work.Resume(on, Me)),
        "extend" => Now(() => work.Extend(on, Days, Text, Me)),
        "close" => CloseAsync(on),
        _ => throw new Refusal("case.unknown-act"),
    };

    private async Task NotifyAsync(Case on, string? overrideReason)
    {
        Checks.Mark(on, Found(), Staff.Actor);
        await Checks.NotifyAsync(on, Found(), overrideReason, Staff.Actor);
    }

    private async Task CloseAsync(Case on)
    {
        var content = (await VersionAsync(on)).Content;
        await work.CloseAsync(on, Work.ResultOf(content, ResultNumber, ValidUntil), Document, Staff.Actor);
    }

    private static Task Now(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
