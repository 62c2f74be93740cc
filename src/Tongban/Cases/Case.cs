using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>
/// A matter with a clock (办件): received, perhaps supplemented once, accepted, decided, closed, delivered. Its moves
/// stand beside the work they belong to: Receiving, Clock, Working, Files.
/// </summary>
public sealed partial class Case : Entity
{
    public const int MaxName = 60;

    private readonly List<CaseMaterial> materials = [];
    private readonly List<CaseStep> steps = [];
    private readonly List<CasePause> pauses = [];

    private Case()
    {
    }

    public Case(Guid centreId, CaseOpening opening, Applicant applicant, CaseMoment at)
        : base(centreId)
    {
        (Number, QueryCode, ItemId, ItemVersionId) = (opening.Number, opening.QueryCode, opening.ItemId, opening.ItemVersionId);
        (DepartmentId, SiteId, LegId, Channel) = (opening.DepartmentId, opening.SiteId, opening.LegId, opening.Channel);
        BundleId = opening.BundleId;
        (AnswersJson, Delivery, AddressCipher) = (opening.AnswersJson, opening.Delivery, opening.Address?.Cipher);
        (ReceivedAt, ReceivedOn) = (at.Now, at.Today);
        Take(applicant);
        materials.AddRange(opening.Materials.Select(material => new CaseMaterial(CentreId, Id, material)));
        Happened("case.received", at.Now, at.By, new { opening.ItemId, opening.ItemVersionId, channel = Channel.ToString(), opening.SiteId });
        StartChecking(at);
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

    /// <summary>Where it was received, or that serves it when it came online.</summary>
    public Guid SiteId { get; private set; }

    /// <summary>The service at which it was received; null when online.</summary>
    public Guid? LegId { get; private set; }

    public CaseChannel Channel { get; private set; }

    /// <summary>The one-thing (一件事) whose step it is; null for a case of its own. No foreign key: the bundle refers to its cases.</summary>
    public Guid? BundleId { get; private set; }

    /// <summary>Answers to the guided questions: question id → option id, as JSON.</summary>
    public string AnswersJson { get; private set; } = "{}";

    public string ApplicantName { get; private set; } = "";

    /// <summary>统一社会信用代码 of an organisation that applies; null for a person or one being founded.</summary>
    public string? Uscc { get; private set; }

    /// <summary>Who acts for the organisation (经办人); null when a person applies.</summary>
    public string? HandlerName { get; private set; }

    /// <summary>A person's name is masked; an organisation's is public.</summary>
    public string ShownName => HandlerName is null ? Masking.Name(ApplicantName) : ApplicantName;

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public Guid? AccountId { get; private set; }

    public DeliveryWay Delivery { get; private set; }

    public string? AddressCipher { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    public DateOnly ReceivedOn { get; private set; }

    public IReadOnlyList<CaseMaterial> Materials => materials;

    /// <summary>The steps of the department's work, in order; there are none before acceptance.</summary>
    public IReadOnlyList<CaseStep> Steps => steps;

    public IReadOnlyList<CasePause> Pauses => pauses;

    private void Take(Applicant applicant)
    {
        (ApplicantName, HandlerName, Uscc, AccountId) = (PersonName.MustBePlain(applicant.Name), applicant.Handler is { } handler ? PersonName.MustBePlain(handler) : null, applicant.Uscc, applicant.AccountId);
        (PhoneCipher, PhoneHash) = (applicant.Phone?.Cipher, applicant.Phone?.Hash);
        (IdCipher, IdHash) = (applicant.IdNumber.Cipher, applicant.IdNumber.Hash);
    }

    private void Need(CaseMove move) => Refusal.Unless(Status.Allows(move), "case.not-now");
}
