using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Cases;

/// <summary>When and by whom a move is made, and the calendar its days are counted in.</summary>
public sealed record CaseMoment(DateTime Now, DateOnly Today, Actor By, WorkCalendar Calendar);

/// <summary>With what a case is opened.</summary>
public sealed record CaseOpening(
    string Number,
    string QueryCode,
    Guid ItemId,
    Guid ItemVersionId,
    Guid DepartmentId,
    Guid SiteId,
    Guid? LegId,
    CaseChannel Channel,
    string AnswersJson,
    DeliveryWay Delivery,
    Sealed? Address,
    IReadOnlyList<ChecklistEntry> Materials,
    Guid? BundleId = null);

/// <summary>Who applies; for an organisation, phone and identity number are those of the person who acts for it (经办人).</summary>
/// <remarks>Nobody needs a telephone to apply at a window (国办发〔2020〕45号).</remarks>
public sealed record Applicant(string Name, Sealed? Phone, Sealed IdNumber, string? Uscc, Guid? AccountId, string? Handler = null);

/// <summary>A material as the item's version asks for it from somebody with these answers.</summary>
/// <param name="Key">Its id within the item.</param>
/// <param name="Required">Not accepted without it.</param>
/// <param name="Fetched">The centre fetches it from another department; nobody brings it.</param>
/// <param name="Deferrable">May follow after acceptance (容缺受理).</param>
public sealed record ChecklistEntry(string Key, bool Required, bool Fetched, bool Deferrable);

public enum MaterialState
{
    /// <summary>Not handed in.</summary>
    Missing,

    /// <summary>Uploaded by the applicant, not yet checked.</summary>
    HandedIn,

    /// <summary>Checked and in order.</summary>
    Received,

    /// <summary>Handed in, but not as it must be.</summary>
    Faulty,

    /// <summary>Fetched from another department.</summary>
    Fetched,

    /// <summary>Accepted without it; it follows by a day (容缺).</summary>
    Owed,
}

/// <summary>A material of a case's checklist.</summary>
public sealed class CaseMaterial
{
    /// <summary>The one form of a one-thing, filled in on the page: in a step's checklist it stands for its fields.</summary>
    public const string Form = "form";

    private CaseMaterial()
    {
    }

    internal CaseMaterial(Guid centreId, Guid caseId, ChecklistEntry entry)
    {
        (CentreId, CaseId, Key) = (centreId, caseId, entry.Key);
        (Required, Deferrable) = (entry.Required, entry.Deferrable);
        State = entry.Fetched ? MaterialState.Fetched : entry.Key == Form ? MaterialState.HandedIn : MaterialState.Missing;
    }

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>The material's id in the item's version.</summary>
    public string Key { get; private set; } = "";

    public bool Required { get; private set; }

    public bool Deferrable { get; private set; }

    public MaterialState State { get; private set; }

    /// <summary>Number of the notice that first asked for it; null when none did.</summary>
    public int? NoticeNumber { get; private set; }

    public bool IsInOrder => State is MaterialState.Received or MaterialState.Fetched;

    /// <summary>Whether the applicant still has to hand it in.</summary>
    public bool IsAsked => State == MaterialState.Owed || (NoticeNumber is not null && State is MaterialState.Missing or MaterialState.Faulty);

    internal void Become(MaterialState state) => State = state;

    internal void AskedBy(int notice) => NoticeNumber ??= notice;
}

public enum StepState
{
    Waiting,
    Open,
    Done,
}

/// <summary>A step of the department's work (环节): claimed by one officer, who agrees, returns or proposes refusal.</summary>
public sealed class CaseStep
{
    private CaseStep()
    {
    }

    internal CaseStep(Guid centreId, Guid caseId, int number, StepName name) =>
        (CentreId, CaseId, Number, NameZh, NameEn) = (centreId, caseId, number, name.Zh, name.En);

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    public int Number { get; private set; }

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public StepState State { get; private set; }

    public Guid? ClaimedById { get; private set; }

    public DateTime? ClaimedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    internal void Open() => (State, ClaimedById, ClaimedAt, EndedAt) = (StepState.Open, null, null, null);

    internal void Wait() => (State, ClaimedById, ClaimedAt, EndedAt) = (StepState.Waiting, null, null, null);

    internal void Claim(Guid? accountId, DateTime? now) => (ClaimedById, ClaimedAt) = (accountId, now);

    internal void End(DateTime now) => (State, EndedAt) = (StepState.Done, now);
}

public sealed record StepName(string Zh, string En);

/// <summary>Days that do not count.</summary>
public sealed class CasePause
{
    private CasePause()
    {
    }

    internal CasePause(Guid centreId, Guid caseId, int number, SpecialProcedure kind, DateOnly from, DateOnly expectedUntil) =>
        (CentreId, CaseId, Number, Kind, From, ExpectedUntil) = (centreId, caseId, number, kind, from, expectedUntil);

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    public int Number { get; private set; }

    public SpecialProcedure Kind { get; private set; }

    /// <summary>The first day that does not count.</summary>
    public DateOnly From { get; private set; }

    /// <summary>What the applicant was told in writing.</summary>
    public DateOnly ExpectedUntil { get; private set; }

    /// <summary>The day the clock runs again; null while it stands still.</summary>
    public DateOnly? Until { get; private set; }

    internal TermPause AsTermPause => new(From, Until, Kind.ToString());

    internal void End(DateOnly on) => Until = on;
}
