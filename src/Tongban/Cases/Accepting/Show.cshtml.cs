using Microsoft.AspNetCore.Mvc;
using Tongban.Cases.Showing;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases.Accepting;

/// <summary>A case at the window: check, correct, tell once, accept, hand over; who applies too and who acts for whom.</summary>
[Needs(Permission.AcceptCases)]
public sealed class ShowModel(
    TongbanDb db, CurrentStaff staff, CasesInSight sight, CaseViews views, Checking checking, CaseFiles files, Work work, PersonalData personal,
    Corrections corrections, HeldMaterials held, CaseMoments moments, HallClock clock, ClockRules rules)
    : CaseStaffPage(db, staff, views, checking)
{
    [BindProperty]
    public bool Defer { get; set; }

    [BindProperty]
    public NotAcceptedReason Reason { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public DeliveryWay Way { get; set; }

    [BindProperty]
    public string? ResultNumber { get; set; }

    /// <summary>A co-applicant or agent to add.</summary>
    [BindProperty]
    public PartyForm Party { get; set; } = new();

    /// <summary>Number of the co-applicant or agent who stands there; none: the applicant.</summary>
    [BindProperty]
    public int? Who { get; set; }

    public int OwedWorkdays => rules.OwedWorkdays.Value;

    /// <summary>Where to post the result: told only to who has asked for it, as long as it has not gone.</summary>
    public string? Address =>
        View.Case is { DeliveredAt: null, AddressCipher: { } cipher }
            && View.Facts.Any(fact => fact.What == "case.address-seen" && fact.By == Staff.Actor.ToString())
                ? personal.Open(new Sealed(cipher, ""))
                : null;

    public async Task<IActionResult> OnPostAsync() => await ActAsync(Act);

    /// <summary>After acceptance only what was asked for or is owed: it may be brought to the window.</summary>
    public override IReadOnlyList<ChecklistRow> ToCheck =>
        View.Case.Status == CaseStatus.Accepted ? [.. View.Checklist.Where(row => IsOpen(row.State))] : View.Checklist;

    public bool IsOwed => View.Case.Status == CaseStatus.Accepted && (ToCheck.Count > 0 || View.Case.Fields.Any(row => row.State != FieldState.InOrder));

    protected override Task<IQueryable<Case>> InSightAsync() => sight.OfMySitesAsync();

    protected override bool Offers(CaseMove move) => move switch
    {
        CaseMove.Mark or CaseMove.HandIn => View.Case.Status != CaseStatus.Accepted || IsOwed,
        CaseMove.Notify => View.Case.Status != CaseStatus.Accepted,
        CaseMove.Deliver => View.Case.DeliveredAt is null,
        CaseMove.Accept or CaseMove.NotAccept or CaseMove.Withdraw => true,
        _ => false,
    };

    private Task Act(Case on) => Do switch
    {
        "save" => CheckAsync(on),
        "notify" => NotifyAsync(on),
        "accept" => AcceptAsync(on),
        "finish" => FinishAsync(on),
        "not-accept" => Checks.NotAcceptAsync(on, Reason, Text ?? "", Body, Staff.Actor),
        "withdraw" => WithdrawAsync(on),
        "address" => ShowAddressAsync(on),
        "deliver" => DeliverAsync(on),
        "add-party" => AddPartyAsync(on),
        "end-party" => EndPartyAsync(on),
        ['u', 's', 'e', ':', .. var key] => UseAsync(on, key),
        _ => throw new Refusal("case.unknown-act"),
    };

    protected override async Task ShownAsync() => Held = await held.OfferedAsync(View.Case, accountId: null);

    // What is held already is used as it is; what was found of the others is kept.
    private async Task UseAsync(Case on, string key)
    {
        await CheckAsync(on);
        await held.UseAsync(on, key, accountId: null, Staff.Actor);
    }

    private Task AddPartyAsync(Case on)
    {
        on.AddParty(Party.Read(personal, clock.Today), moments.By(Staff.Actor));
        return Task.CompletedTask;
    }

    private Task EndPartyAsync(Case on)
    {
        on.EndParty(Who ?? 0, moments.By(Staff.Actor));
        return Task.CompletedTask;
    }

    private async Task CheckAsync(Case on)
    {
        on.RefuseUnlessMay(Who, PartyAct.HandIn, moments.By(Staff.Actor));
        await files.TakeAsync(on, Request.Form.Files, Staff.Actor);
        Checks.Mark(on, ToMark(on), Staff.Actor);
        corrections.TakeAtWindow(on, FieldsGiven().ToDictionary(given => given.Field, given => given.Form.Value), Staff.Actor);
    }

    private List<Finding> ToMark(Case on) =>
        [.. Found().Where(finding => on.Status != CaseStatus.Accepted || CaseNoticeLine.FieldOf(finding.Key) is not null || IsOpen(on.Material(finding.Key)))];

    private static bool IsOpen(CaseMaterial material) => material.IsAsked || material.State == MaterialState.HandedIn;

    private async Task NotifyAsync(Case on)
    {
        await CheckAsync(on);
        await Checks.NotifyAsync(on, Found(), overrideReason: null, Staff.Actor);
    }

    private async Task AcceptAsync(Case on)
    {
        await CheckAsync(on);
        await Checks.AcceptAsync(on, Defer, Staff.Actor);
    }

    private async Task FinishAsync(Case on)
    {
        await CheckAsync(on);
        await work.FinishAtOnceAsync(on, ResultNumber, Staff.Actor);
    }

    private Task WithdrawAsync(Case on)
    {
        Checks.Withdraw(on, Text, Staff.Actor, Who);
        return Task.CompletedTask;
    }

    private Task ShowAddressAsync(Case on)
    {
        work.ShowAddress(on, Staff.Actor);
        return Task.CompletedTask;
    }

    private Task DeliverAsync(Case on)
    {
        work.Deliver(on, Way, Text, Staff.Actor, Who);
        return Task.CompletedTask;
    }
}
