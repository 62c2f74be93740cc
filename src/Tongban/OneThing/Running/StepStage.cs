using Tongban.Cases;

namespace Tongban.OneThing;

/// <summary>Where a step stands, read from its case.</summary>
public enum StepStage
{
    /// <summary>Others have to finish first.</summary>
    Waiting,

    /// <summary>With the body, not looked at yet.</summary>
    Received,

    /// <summary>Sent back: the applicant's turn.</summary>
    Returned,

    /// <summary>Accepted: the body works on it.</summary>
    Working,

    /// <summary>Its result is there.</summary>
    Done,

    /// <summary>Refused, not accepted or withdrawn: what waits for it stands still.</summary>
    Ended,
}

public static class StepStages
{
    public static StepStage Of(Case? of) => of switch
    {
        null => StepStage.Waiting,
        { Status: CaseStatus.AwaitingMaterials } => StepStage.Returned,
        { Status: CaseStatus.Received or CaseStatus.Supplemented } => StepStage.Received,
        { Status: CaseStatus.Accepted or CaseStatus.Decided } => StepStage.Working,
        { Status: CaseStatus.Closed, Outcome: CaseOutcome.Granted } => StepStage.Done,
        _ => StepStage.Ended,
    };
}
