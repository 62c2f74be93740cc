using Tongban.Cases;
using static Tongban.Tests.Cases.CaseBuilder;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Cases;

public sealed class CaseStepTests
{
    [Fact]
    public void One_officer_holds_a_step()
    {
        var it = In(CaseStatus.Accepted);
        Refused("case.claim-first", () => it.Agree(Officer, Guid.NewGuid(), On("2026-09-15")));
        it.Claim(Officer, On("2026-09-15"));

        Refused("case.claimed-already", () => it.Claim(Colleague, On("2026-09-15")));
        Refused("case.claimed-already", () => it.Agree(Colleague, Guid.NewGuid(), On("2026-09-15")));
    }

    [Fact]
    public void What_is_given_back_may_be_claimed_by_a_colleague()
    {
        var it = In(CaseStatus.Accepted);
        it.Claim(Officer, On("2026-09-15"));
        it.Release(Officer, On("2026-09-15"));

        it.Claim(Colleague, On("2026-09-15"));

        Assert.Equal(Colleague, it.OpenStep!.ClaimedById);
    }

    [Fact]
    public void An_earlier_step_proposes_refusal_and_the_last_one_decides()
    {
        var it = In(CaseStatus.Accepted);
        it.Claim(Officer, On("2026-09-15"));
        it.Reject(Officer, Guid.NewGuid(), On("2026-09-15"));
        Assert.Equal((CaseStatus.Accepted, true), (it.Status, it.IsLastStep));

        it.Claim(Colleague, On("2026-09-16"));
        it.Reject(Colleague, Guid.NewGuid(), On("2026-09-16"));

        Assert.Equal((CaseStatus.Decided, CaseOutcome.Refused), (it.Status, it.Outcome));
    }

    [Fact]
    public void Returned_goes_to_the_step_before_for_anyone_to_claim()
    {
        var it = In(CaseStatus.Accepted);
        it.Claim(Officer, On("2026-09-15"));
        Refused("case.first-step", () => it.ReturnStep(Officer, Guid.NewGuid(), On("2026-09-15")));
        it.Agree(Officer, Guid.NewGuid(), On("2026-09-15"));
        it.Claim(Colleague, On("2026-09-15"));

        it.ReturnStep(Colleague, Guid.NewGuid(), On("2026-09-15"));

        Assert.Equal((1, null), (it.OpenStep!.Number, it.OpenStep.ClaimedById));
    }
}
