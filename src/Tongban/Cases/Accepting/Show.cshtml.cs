using Microsoft.AspNetCore.Mvc;
using Tongban.Cases.Showing;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases.Accepting;

/// <summary>A case at the window: check, tell once, accept, hand over.</summary>
[Needs(Permission.AcceptCases)]
public sealed class ShowModel(
    TongbanDb db, CurrentStaff staff, CasesInSight sight, CaseViews views, Checking checking, CaseFiles files, Work work, PersonalData personal)
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

    public bool IsOwed => View.Case.Status == CaseStatus.Accepted && ToCheck.Count > 0;

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
        _ => throw new Refusal("case.unknown-act"),
    };

    private async Task CheckAsync(Case on)
    {
        var found = on.Status == CaseStatus.Accepted ? Found().Where(finding => IsOpen(on.Material(finding.Key))).ToList() : Found();
        await files.TakeAsync(on, Request.Form.Files, Staff.Actor);
        Checks.Mark(on, found, Staff.Actor);
    }

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
        Checks.Withdraw(on, Text, Staff.Actor);
        return Task.CompletedTask;
    }

    private Task ShowAddressAsync(Case on)
    {
        work.ShowAddress(on, Staff.Actor);
        return Task.CompletedTask;
    }

    private Task DeliverAsync(Case on)
    {
        work.Deliver(on, Way, Text, Staff.Actor);
        return Task.CompletedTask;
    }
}
