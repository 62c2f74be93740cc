using Tongban.Kernel;

namespace Tongban.Cases;

public enum RemarkKind
{
    Opinion,
    NotAccepted,
    CompetentBody,
    SecondNotice,
    Pause,
    Extension,
    ExtensionAsked,
    ExtensionDeclined,
    Termination,
    Instruction,
    RefusalReason,
    Withdrawal,
    Delivery,
    Unmasking,
}

/// <summary>
/// Free text of a case: an opinion, a reason. Kept apart from the journal, whose facts name only its id, so that it
/// can be erased when the law asks for it.
/// </summary>
public sealed class CaseRemark
{
    public const int MaxText = 1000;

    private CaseRemark()
    {
    }

    /// <summary>Refusals: <c>case.remark-missing</c>, <c>case.remark-too-long</c>.</summary>
    public CaseRemark(Case about, RemarkKind kind, string? text, CaseMoment at, int? step = null)
    {
        Text = text?.Trim() ?? "";
        Refusal.Unless(Text.Length > 0, "case.remark-missing");
        Refusal.Unless(Text.Length <= MaxText, "case.remark-too-long", MaxText);
        (CentreId, CaseId, Kind, StepNumber, At, By) = (about.CentreId, about.Id, kind, step, at.Now, at.By.ToString());
    }

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid CaseId { get; private set; }

    public RemarkKind Kind { get; private set; }

    public int? StepNumber { get; private set; }

    public string Text { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>The journal's word for who: <c>staff:{id}</c>.</summary>
    public string By { get; private set; } = "";
}
