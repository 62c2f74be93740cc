namespace Tongban.Cases;

/// <summary>Where a case stands. What may be done in each state stands in <see cref="CaseMoves"/>.</summary>
public enum CaseStatus
{
    /// <summary>Received (收件): the five working days for the one notice run.</summary>
    Received,

    /// <summary>The one notice is out; the applicant's turn.</summary>
    AwaitingMaterials,

    /// <summary>All that the notice asked for has been handed in (补正提交); it is to be checked.</summary>
    Supplemented,

    /// <summary>Accepted (受理): the promised and the statutory term run.</summary>
    Accepted,

    /// <summary>Decided (决定), for or against.</summary>
    Decided,

    /// <summary>Closed (办结): the result is recorded; delivered or waiting to be fetched.</summary>
    Closed,

    /// <summary>Not accepted (不予受理).</summary>
    NotAccepted,
    Withdrawn,

    /// <summary>Ended after acceptance (终止办理): what was to follow was not handed in.</summary>
    Terminated,
}

public enum CaseOutcome
{
    Granted,
    Refused,
}

/// <summary>How it came in.</summary>
public enum CaseChannel
{
    Window,
    Online,
}

/// <summary>How the applicant wants the result.</summary>
public enum DeliveryWay
{
    PickUp,
    Post,
    Download,
}

/// <summary>Why a case is not accepted (行政许可法 Art. 32 (1), (2)); the third closes what was never supplemented.</summary>
public enum NotAcceptedReason
{
    /// <summary>依法不需要取得许可: told at once.</summary>
    NotNeeded,

    /// <summary>不属于本机关职权: told at once, with the body that is competent.</summary>
    NotOurs,

    /// <summary>Not made good after the notice.</summary>
    NotSupplemented,
}

/// <summary>
/// Special procedures whose days do not count (行政许可法 Art. 45); <see cref="Publication"/> (公告、公示) by the rules of
/// registration. The applicant is told in writing how long it takes.
/// </summary>
public enum SpecialProcedure
{
    Hearing,
    Tender,
    Auction,
    Inspection,
    Testing,
    Quarantine,
    Appraisal,
    ExpertReview,
    Publication,
}

/// <summary>What can be done to a case.</summary>
public enum CaseMove
{
    Mark,
    HandIn,
    Notify,
    Accept,
    NotAccept,
    Withdraw,
    Claim,
    Agree,
    ReturnStep,
    Reject,
    Pause,
    Resume,
    Extend,

    /// <summary>To decline the extension that was asked for.</summary>
    Decline,
    Terminate,
    Close,
    Deliver,
}

/// <summary>Which moves each state allows: the one table that the entity, the pages and a conflict's answer read.</summary>
public static class CaseMoves
{
    private static readonly CaseMove[] Checking =
        [CaseMove.Mark, CaseMove.HandIn, CaseMove.Notify, CaseMove.Accept, CaseMove.NotAccept, CaseMove.Withdraw];

    private static readonly CaseMove[] Working =
    [
        CaseMove.Mark, CaseMove.HandIn, CaseMove.Notify, CaseMove.Withdraw, CaseMove.Claim, CaseMove.Agree, CaseMove.ReturnStep,
        CaseMove.Reject, CaseMove.Pause, CaseMove.Resume, CaseMove.Extend, CaseMove.Decline, CaseMove.Terminate,
    ];

    public static IReadOnlyList<CaseMove> AllowedIn(CaseStatus status) => status switch
    {
        CaseStatus.Received or CaseStatus.AwaitingMaterials or CaseStatus.Supplemented => Checking,
        CaseStatus.Accepted => Working,
        CaseStatus.Decided => [CaseMove.Close],
        CaseStatus.Closed => [CaseMove.Deliver],
        _ => [],
    };

    public static bool Allows(this CaseStatus status, CaseMove move) => AllowedIn(status).Contains(move);
}
