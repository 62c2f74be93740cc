using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>
/// Deferral (容缺受理): accepted without what may follow, on the applicant's written promise and until a day. When the
/// day passes the applicant is told, a leader is told, and the department may end the case.
/// </summary>
public sealed partial class Case
{
    /// <summary>By when the materials that may follow are to be handed in.</summary>
    public DateOnly? OwedUntilOn { get; private set; }

    /// <summary>When the applicant promised in writing to hand in later what is missing.</summary>
    public DateTime? PromisedToFollowAt { get; private set; }

    /// <summary>When the applicant was told that the day has passed.</summary>
    public DateTime? OwedToldAt { get; private set; }

    public bool Owes => Status == CaseStatus.Accepted && materials.Any(material => material.State == MaterialState.Owed);

    /// <summary>The applicant promises it: with the application, or signed at the window.</summary>
    public void PromiseToFollow(CaseMoment at)
    {
        Need(CaseMove.Accept);
        PromisedToFollowAt = at.Now;
        Happened("case.promised", at.Now, at.By);
    }

    public bool IsOwedPast(DateOnly today) => Owes && OwedUntilOn < today;

    /// <summary>The day has passed: the applicant is told, once.</summary>
    public bool TellOwed(CaseMoment at)
    {
        if (!IsOwedPast(at.Today) || OwedToldAt is not null)
        {
            return false;
        }

        OwedToldAt = at.Now;
        Happened("case.owed-passed", at.Now, at.By);
        return true;
    }

    /// <summary>Ended (终止办理) because the promise was not kept. Until then it can still be handed in.</summary>
    public void Terminate(Guid remarkId, CaseMoment at)
    {
        Need(CaseMove.Terminate);
        Refusal.Unless(IsOwedPast(at.Today), "case.nothing-overdue");
        NoteLateness(at.Today);
        (Status, EndedAt, ExtensionAsked) = (CaseStatus.Terminated, at.Now, null);
        Happened("case.terminated", at.Now, at.By, new { remarkId });
    }

    private void Owe(DateOnly? until, CaseMoment at)
    {
        Refusal.Unless(Missing.Count == 0 || until > at.Today, "case.owed-day");
        OwedUntilOn = Missing.Count > 0 ? until : null;
        PromisedToFollowAt ??= Missing.Count > 0 && Channel == CaseChannel.Window ? at.Now : null;
        Missing.ToList().ForEach(material => material.Become(MaterialState.Owed));
    }
}
