using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases.Accepting;

/// <summary>A case at the window: check, tell once, accept, hand over.</summary>
[Needs(Permission.AcceptCases)]
public sealed class ShowModel(
    TongbanDb db, CurrentStaff staff, CasesInSight sight, CaseViews views, Checking checking, CaseFiles files, Work work, PersonalData personal)
    : CaseStaffPage(db, staff, views, checking)
{
    /// <summary>Which button was pressed.</summary>
    [BindProperty]
    public string Do { get; set; } = "";

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

    protected override Task<IQueryable<Case>> InSightAsync() => sight.OfMySitesAsync();

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
        await files.TakeAsync(on, Request.Form.Files, Staff.Actor);
        Checks.Mark(on, Found(), Staff.Actor);
    }

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
