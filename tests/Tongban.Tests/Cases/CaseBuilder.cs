using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Tests.Kernel;

namespace Tongban.Tests.Cases;

/// <summary>Cases without a database, in any state.</summary>
internal static class CaseBuilder
{
    public static readonly Guid Officer = Guid.CreateVersion7();
    public static readonly Guid Colleague = Guid.CreateVersion7();

    public static CaseTerms Terms { get; } = new(5, 20, TermUnit.Workday, [new("审核", "Review"), new("审批", "Decision")]);

    public static CaseMoment On(string day) => new(
        DateTime.SpecifyKind(Expect.Day(day).ToDateTime(new TimeOnly(2, 0)), DateTimeKind.Utc), Expect.Day(day), Actor.Staff(Officer), Tongban.Shared.Setup.Calendars.Load());

    public static Case Received(string on = "2026-09-14", params ChecklistEntry[] materials)
    {
        ChecklistEntry[] list = materials.Length > 0 ? materials : [new("M1", true, false, false), new("M2", true, false, true), new("M3", true, true, false)];
        var opening = new CaseOpening(
            "N1", "QUERY234", Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), null, CaseChannel.Window, "{}", DeliveryWay.PickUp, null, list);
        var identity = new Sealed("1.x", "h");
        return new Case(CurrentCentre.First, opening, new Applicant("王建国", identity, identity, null, null), On(on));
    }

    public static Case In(CaseStatus status)
    {
        var at = On("2026-09-14");
        var it = Received();
        switch (status)
        {
            case CaseStatus.AwaitingMaterials:
                it.Notify(null, at);
                break;
            case CaseStatus.Supplemented:
                it.Notify(null, at);
                it.HandIn("M1", Guid.NewGuid(), at);
                it.HandIn("M2", Guid.NewGuid(), at);
                break;
            case CaseStatus.NotAccepted:
                it.NotAccept(NotAcceptedReason.NotNeeded, Guid.NewGuid(), at);
                break;
            case CaseStatus.Withdrawn:
                it.Withdraw(at);
                break;
            case CaseStatus.Terminated:
                Owe(it, at);
                it.Terminate(Guid.NewGuid(), On("2026-09-21"));
                break;
            case CaseStatus.Accepted or CaseStatus.Decided or CaseStatus.Closed:
                Complete(it, at);
                it.Accept(Terms, null, at);
                if (status != CaseStatus.Accepted)
                {
                    Grant(it, at);
                }

                if (status == CaseStatus.Closed)
                {
                    it.Close(Guid.NewGuid(), at);
                }

                break;
        }

        Assert.Equal(status, it.Status);
        return it;
    }

    public static void Complete(Case it, CaseMoment at)
    {
        it.Mark("M1", MaterialState.Received, at);
        it.Mark("M2", MaterialState.Received, at);
    }

    /// <summary>Accepted without M2, which follows by the 18th.</summary>
    public static void Owe(Case it, CaseMoment at)
    {
        it.Mark("M1", MaterialState.Received, at);
        it.Accept(Terms, Expect.Day("2026-09-18"), at);
    }

    public static void Grant(Case it, CaseMoment at)
    {
        while (it.Status == CaseStatus.Accepted)
        {
            it.Claim(Officer, at);
            it.Agree(Officer, Guid.NewGuid(), at);
        }
    }
}
