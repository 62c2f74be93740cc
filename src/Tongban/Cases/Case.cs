using Tongban.Appointments;
using Tongban.Kernel;

namespace Tongban.Cases;

public enum CaseStatus
{
    /// <summary>Received (收件): the five days for the one-time notice run.</summary>
    Received,

    /// <summary>The one-time notice is out; the applicant's turn.</summary>
    AwaitingMaterials,

    /// <summary>Accepted (受理): the promised and the statutory term run.</summary>
    Accepted,

    /// <summary>Decided (决定), for or against.</summary>
    Decided,

    /// <summary>Closed (办结): the result is recorded and delivered or waiting to be fetched.</summary>
    Closed,

    /// <summary>Not accepted (不予受理).</summary>
    NotAccepted,
    Withdrawn,
}

public enum CaseOutcome
{
    Granted,
    Refused,
}

/// <summary>A matter with a clock (办件): received, perhaps supplemented once, accepted, decided, delivered.</summary>
public sealed class Case : Entity
{
    private readonly List<CaseMaterial> materials = [];

    private Case()
    {
    }

    public Case(Guid centreId, CaseOpening opening, Person applicant, DateTime now, Actor by)
        : base(centreId)
    {
        (Number, QueryCode, ItemId, ItemVersionId, DepartmentId) = (opening.Number, opening.QueryCode, opening.ItemId, opening.ItemVersionId, opening.DepartmentId);
        (AnswersJson, LegId, ReceivedAt, ReceivedOn) = (opening.AnswersJson, opening.LegId, now, opening.On);
        (ApplicantName, PhoneCipher, PhoneHash) = (applicant.Name, applicant.Phone?.Cipher, applicant.Phone?.Hash);
        (IdCipher, IdHash, AccountId) = (applicant.IdNumber?.Cipher, applicant.IdNumber?.Hash, applicant.AccountId);
        materials.AddRange(opening.MaterialKeys.Select(key => new CaseMaterial(CentreId, Id, key)));
        Happened("case.received", now, by, new { opening.ItemId, opening.ItemVersionId });
    }

    /// <summary>办件编号: implementation code, day and sequence.</summary>
    public string Number { get; private set; } = "";

    /// <summary>With the number it opens the progress page without signing in.</summary>
    public string QueryCode { get; private set; } = "";

    public CaseStatus Status { get; private set; }

    public Guid ItemId { get; private set; }

    /// <summary>The version of the item it was opened under; later ones do not touch it.</summary>
    public Guid ItemVersionId { get; private set; }

    public Guid DepartmentId { get; private set; }

    /// <summary>The service at which it was received; null when online.</summary>
    public Guid? LegId { get; private set; }

    /// <summary>Answers to the guided questions: question id → option id, as JSON.</summary>
    public string AnswersJson { get; private set; } = "{}";

    public string ApplicantName { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public Guid? AccountId { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    public DateOnly ReceivedOn { get; private set; }

    /// <summary>When the one notice (一次性告知) went out.</summary>
    public DateTime? NotifiedAt { get; private set; }

    /// <summary>Notices that asked for something new; more than one needs a leader.</summary>
    public int Notices { get; private set; }

    public DateOnly? AcceptedOn { get; private set; }

    public DateTime? AcceptedAt { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public CaseOutcome? Outcome { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public IReadOnlyList<CaseMaterial> Materials => materials;

    /// <summary>Keys of the materials that are not in order yet.</summary>
    public IReadOnlyList<CaseMaterial> Missing => [.. materials.Where(material => material.State != MaterialState.Received)];

    public void Mark(string materialKey, MaterialState state, DateTime now, Actor by)
    {
        Refusal.Unless(Status is CaseStatus.Received or CaseStatus.AwaitingMaterials, "case.materials-closed");
        var material = materials.SingleOrDefault(m => m.Key == materialKey) ?? throw new Refusal("case.unknown-material");
        material.Become(state);
        Happened("case.material-marked", now, by, new { materialKey, state = state.ToString() });
    }

    /// <summary>The one complete notice (行政许可法 §32: 一次告知). A second needs a leader.</summary>
    public void Notify(DateTime now, Actor by)
    {
        Refusal.Unless(Status == CaseStatus.Received, "case.already-notified");
        Refusal.Unless(Missing.Count > 0, "case.nothing-missing");
        (Status, NotifiedAt, Notices) = (CaseStatus.AwaitingMaterials, now, Notices + 1);
        Happened("case.notified", now, by, new { missing = Missing.Select(m => m.Key) });
    }

    /// <summary>Accepted; the terms run from the next working day.</summary>
    public void Accept(DateOnly on, DateTime now, Actor by)
    {
        Refusal.Unless(Status is CaseStatus.Received or CaseStatus.AwaitingMaterials, "case.not-acceptable");
        Refusal.Unless(Missing.Count == 0, "case.materials-missing");
        (Status, AcceptedOn, AcceptedAt) = (CaseStatus.Accepted, on, now);
        Happened("case.accepted", now, by);
    }

    public void Decide(CaseOutcome outcome, DateTime now, Actor by)
    {
        Refusal.Unless(Status == CaseStatus.Accepted, "case.not-accepted-yet");
        (Status, Outcome, DecidedAt) = (CaseStatus.Decided, outcome, now);
        Happened("case.decided", now, by, new { outcome = outcome.ToString() });
    }

    public void Close(DateTime now, Actor by)
    {
        Refusal.Unless(Status == CaseStatus.Decided, "case.not-decided");
        (Status, ClosedAt) = (CaseStatus.Closed, now);
        Happened("case.closed", now, by);
    }
}

/// <summary>With what a case is opened.</summary>
public sealed record CaseOpening(
    string Number, string QueryCode, Guid ItemId, Guid ItemVersionId, Guid DepartmentId, Guid? LegId, string AnswersJson, DateOnly On,
    IReadOnlyList<string> MaterialKeys);

public enum MaterialState
{
    /// <summary>Not handed in.</summary>
    Missing,
    Received,

    /// <summary>Handed in, but not as it must be.</summary>
    Faulty,
}

/// <summary>A material of a case's checklist.</summary>
public sealed class CaseMaterial
{
    private CaseMaterial()
    {
    }

    internal CaseMaterial(Guid centreId, Guid caseId, string key) => (CentreId, CaseId, Key) = (centreId, caseId, key);

    public Guid CentreId { get; private set; }

    public Guid CaseId { get; private set; }

    /// <summary>The material's id in the item's version.</summary>
    public string Key { get; private set; } = "";

    public MaterialState State { get; private set; }

    internal void Become(MaterialState state) => State = state;
}
