using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>What the case led to: a licence, a receipt, or the refusal's document.</summary>
public sealed class CaseResult
{
    public const int MaxNumber = 60;

    private CaseResult()
    {
    }

    public CaseResult(Case of, ResultGiven given, CaseMoment at)
    {
        (CentreId, CaseId, NameZh, NameEn) = (of.CentreId, of.Id, given.NameZh, given.NameEn);
        (Number, ValidUntilOn, FileId, IssuedOn) = (given.Number, given.ValidUntil, given.FileId, at.Today);
    }

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid CaseId { get; private set; }

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>The licence's number; null where the result has none. Given once.</summary>
    public string? Number { get; private set; }

    public DateOnly? ValidUntilOn { get; private set; }

    /// <summary>The uploaded document; without one the page prints the result from this record.</summary>
    public Guid? FileId { get; private set; }

    public DateOnly IssuedOn { get; private set; }
}

/// <summary>What the officer records as the result.</summary>
public sealed record ResultGiven(string NameZh, string NameEn, string? Number, DateOnly? ValidUntil, Guid? FileId);
