using Tongban.Cases;
using static Tongban.Tests.Cases.CaseBuilder;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Cases;

/// <summary>Every move tried in every state: what the table allows goes, everything else is refused and changes nothing.</summary>
public sealed class CaseStateTests
{
    private static readonly Dictionary<CaseMove, Action<Case, CaseMoment>> Moves = new()
    {
        [CaseMove.Mark] = (it, at) => it.Mark("M1", MaterialState.Faulty, at),
        [CaseMove.HandIn] = (it, at) => it.HandIn("M1", Guid.NewGuid(), at),
        [CaseMove.Notify] = (it, at) => it.Notify(Guid.NewGuid(), at),
        [CaseMove.Accept] = (it, at) => it.Accept(Terms, null, at),
        [CaseMove.NotAccept] = (it, at) => it.NotAccept(NotAcceptedReason.NotOurs, Guid.NewGuid(), at),
        [CaseMove.Withdraw] = (it, at) => it.Withdraw(at),
        [CaseMove.Claim] = (it, at) => it.Claim(Officer, at),
        [CaseMove.Agree] = (it, at) => it.Agree(Officer, Guid.NewGuid(), at),
        [CaseMove.ReturnStep] = (it, at) => it.ReturnStep(Officer, Guid.NewGuid(), at),
        [CaseMove.Reject] = (it, at) => it.Reject(Officer, Guid.NewGuid(), at),
        [CaseMove.Pause] = (it, at) => it.Pause(SpecialProcedure.Testing, at.Today.AddDays(5), Guid.NewGuid(), at),
        [CaseMove.Resume] = (it, at) => it.Resume(at),
        [CaseMove.Extend] = (it, at) => it.Extend(5, Guid.NewGuid(), at),
        [CaseMove.Decline] = (it, at) => it.DeclineExtension(Guid.NewGuid(), at),
        [CaseMove.Terminate] = (it, at) => it.Terminate(Guid.NewGuid(), at),
        [CaseMove.Close] = (it, at) => it.Close(Guid.NewGuid(), at),
        [CaseMove.Deliver] = (it, at) => it.Deliver(DeliveryWay.PickUp, null, at),
    };

    public static TheoryData<CaseStatus, CaseMove> All()
    {
        var all = new TheoryData<CaseStatus, CaseMove>();
        foreach (var status in Enum.GetValues<CaseStatus>())
        {
            foreach (var move in Enum.GetValues<CaseMove>())
            {
                all.Add(status, move);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Each_state_allows_what_the_table_says_and_nothing_else(CaseStatus status, CaseMove move)
    {
        var it = move == CaseMove.Terminate && status == CaseStatus.Accepted ? Owing() : In(status);
        var at = On(move == CaseMove.Terminate ? "2026-09-21" : "2026-09-15");
        Prepare(it, move, at);
        var version = it.Version;

        if (status.Allows(move))
        {
            Moves[move](it, at);
            Assert.True(it.Version > version);
        }
        else
        {
            Refused("case.not-now", () => Moves[move](it, at));
            Assert.Equal((status, version), (it.Status, it.Version));
        }
    }

    private static Case Owing()
    {
        var it = Received();
        Owe(it, On("2026-09-14"));
        return it;
    }

    // What the move needs beside the state.
    private static void Prepare(Case it, CaseMove move, CaseMoment at)
    {
        if (it.Status == CaseStatus.Accepted)
        {
            switch (move)
            {
                case CaseMove.HandIn or CaseMove.Notify:
                    it.Mark("M1", MaterialState.Faulty, at);
                    it.Notify(Guid.NewGuid(), at);
                    break;
                case CaseMove.Agree or CaseMove.Reject:
                    it.Claim(Officer, at);
                    break;
                case CaseMove.ReturnStep:
                    it.Claim(Officer, at);
                    it.Agree(Officer, Guid.NewGuid(), at);
                    it.Claim(Officer, at);
                    break;
                case CaseMove.Decline:
                    it.Claim(Officer, at);
                    it.AskExtension(Officer, 3, Guid.NewGuid(), at);
                    break;
                case CaseMove.Resume:
                    it.Pause(SpecialProcedure.Hearing, at.Today.AddDays(3), Guid.NewGuid(), at);
                    break;
            }
        }
        else if (move is CaseMove.Accept && it.Status.Allows(move))
        {
            Complete(it, at);
        }
        else if (move is CaseMove.Notify && it.Status == CaseStatus.Supplemented)
        {
            it.Mark("M1", MaterialState.Faulty, at);
            it.Mark("M2", MaterialState.Received, at);
        }
    }
}
