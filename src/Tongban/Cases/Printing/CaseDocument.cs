namespace Tongban.Cases;

/// <summary>
/// A paper that went out with a number of its own (文书编号): the notice, the acceptance, the decision. Given once, when
/// the move is made; every print bears it.
/// </summary>
public sealed class CaseDocument
{
    public const int MaxNumber = 30;

    private CaseDocument()
    {
    }

    public CaseDocument(Case of, string paper, string number, CaseMoment at) =>
        (CentreId, CaseId, Paper, Number, IssuedAt, IssuedOn) = (of.CentreId, of.Id, paper, number, at.Now, at.Today);

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>Which paper, as in its address: <c>acceptance</c>, <c>notice-1</c>.</summary>
    public string Paper { get; private set; } = "";

    /// <summary>市监局受字〔2026〕12号.</summary>
    public string Number { get; private set; } = "";

    public DateTime IssuedAt { get; private set; }

    public DateOnly IssuedOn { get; private set; }
}
