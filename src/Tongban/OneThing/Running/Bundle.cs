using Tongban.Kernel;
using Tongban.People;

namespace Tongban.OneThing;

public enum BundleStatus
{
    /// <summary>Being filled in; forgotten when nobody goes on.</summary>
    Draft,

    /// <summary>Handed in: its steps run.</summary>
    Running,

    /// <summary>Every step has its result.</summary>
    Done,

    /// <summary>Taken back; what was granted has been taken back too.</summary>
    Cancelled,
}

/// <summary>Who hands a bundle in, and how the results go out.</summary>
public sealed record BundleApplicant(string Name, Sealed Phone, Sealed IdNumber, Cases.DeliveryWay Delivery, Sealed? Address);

/// <summary>
/// A one-thing of one applicant (一件事办件): the shared answers, the graph and the overall clock. Each step is a case of
/// its own; where it stands is read from that case and kept nowhere else.
/// </summary>
public sealed class Bundle : Entity
{
    /// <summary>A draft that nobody has touched for so many days is forgotten.</summary>
    public const int DraftDays = 30;

    private readonly List<BundleStep> steps = [];
    private readonly List<BundleAnswer> answers = [];

    private Bundle()
    {
    }

    public Bundle(Guid centreId, TemplateVersion version, Guid accountId, Guid siteId, DateTime now, Actor by)
        : base(centreId)
    {
        (TemplateId, TemplateVersionId, AccountId, SiteId, TouchedAt) = (version.TemplateId, version.Id, accountId, siteId, now);
        Happened("bundle.begun", now, by, new { version.TemplateId, version.Number });
    }

    public BundleStatus Status { get; private set; }

    public Guid TemplateId { get; private set; }

    /// <summary>Under which it runs: a template published later does not touch it.</summary>
    public Guid TemplateVersionId { get; private set; }

    /// <summary>The platform account; no foreign key joins it to a centre's row.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>Whose opening hours its clock counts, and whose window hands the results out.</summary>
    public Guid SiteId { get; private set; }

    /// <summary>Null until it is handed in.</summary>
    public string? Number { get; private set; }

    /// <summary>What it is about: the company's name.</summary>
    public string Name { get; private set; } = "";

    public string ApplicantName { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public Cases.DeliveryWay Delivery { get; private set; }

    public string? AddressCipher { get; private set; }

    public DateTime TouchedAt { get; private set; }

    public DateTime? SubmittedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>When the applicant promised in writing to hand in later what may follow (容缺受理); null: nothing was left out.</summary>
    public DateTime? PromisedToFollowAt { get; private set; }

    /// <summary>All results were handed over together.</summary>
    public DateTime? DeliveredAt { get; private set; }

    /// <summary>The steps that this applicant needs, each with its case once it has begun.</summary>
    public IReadOnlyList<BundleStep> Steps => steps;

    public IReadOnlyList<BundleAnswer> Answers => answers;

    /// <summary>Keeps an answer of a draft.</summary>
    public void Answer(string field, string cipher, DateTime now)
    {
        Need(BundleStatus.Draft);
        TouchedAt = now;
        Set(field, cipher, step: null, now);
    }

    /// <summary>Keeps who hands it in, as far as it is typed. Nobody is found by what is only typed: the number has no hash yet.</summary>
    public void KeepApplicant(string name, string? idCipher, Cases.DeliveryWay delivery, string? addressCipher, DateTime now)
    {
        Need(BundleStatus.Draft);
        (ApplicantName, IdCipher, Delivery, AddressCipher, TouchedAt) = (name, idCipher, delivery, addressCipher, now);
    }

    /// <summary>A draft goes on under the newest version; answers to fields that are still there stay.</summary>
    public void Follow(TemplateVersion version)
    {
        Need(BundleStatus.Draft);
        TemplateVersionId = version.Id;
    }

    public void Submit(string number, string name, BundleApplicant applicant, IEnumerable<int> needed, DateTime now, Actor by)
    {
        Need(BundleStatus.Draft);
        (Status, Number, Name, SubmittedAt, TouchedAt) = (BundleStatus.Running, number, name, now, now);
        (ApplicantName, PhoneCipher, PhoneHash) = (applicant.Name, applicant.Phone.Cipher, applicant.Phone.Hash);
        (IdCipher, IdHash, Delivery, AddressCipher) = (applicant.IdNumber.Cipher, applicant.IdNumber.Hash, applicant.Delivery, applicant.Address?.Cipher);
        steps.AddRange(needed.Select(step => new BundleStep(CentreId, Id, step)));
        Happened("bundle.submitted", now, by, new { number, steps = steps.Select(step => step.No) });
    }

    /// <summary>With the one form, for every step that wants what is left out.</summary>
    public void PromiseToFollow(DateTime now, Actor by)
    {
        Need(BundleStatus.Running);
        Refusal.Unless(PromisedToFollowAt is null, "onething.not-now");
        PromisedToFollowAt = now;
        Happened("bundle.promised", now, by);
    }

    public BundleStep Step(int number) => steps.SingleOrDefault(step => step.No == number) ?? throw new Refusal("onething.no-such-step", number);

    /// <summary>A step's case has been opened.</summary>
    public void Begin(int number, Guid caseId, DateTime now)
    {
        Need(BundleStatus.Running);
        var step = Step(number);
        Refusal.Unless(step.CaseId is null, "onething.step-begun", number);
        step.Begin(caseId, now);
        Happened("bundle.step-begun", now, Actor.System, new { step = number, caseId });
    }

    /// <summary>A step that ended without a result is tried again: it begins anew with the answers as they are now.</summary>
    public void Retry(int number, DateTime now, Actor by)
    {
        Need(BundleStatus.Running);
        var step = Step(number);
        Happened("bundle.step-retried", now, by, new { step = number, before = step.CaseId });
        step.Clear();
        TouchedAt = now;
    }

    /// <summary>A body gives what others wait for, or mends what it gave.</summary>
    public void Produce(int number, IReadOnlyDictionary<string, string> ciphers, DateTime now, Actor by)
    {
        Need(BundleStatus.Running);
        foreach (var (field, cipher) in ciphers)
        {
            Set(field, cipher, number, now);
        }

        Happened("bundle.step-done", now, by, new { step = number, fields = ciphers.Keys });
    }

    /// <summary>
    /// The applicant changes a shared answer. Steps that have used it already see the change and have to take note of it.
    /// </summary>
    public Amendment? Amend(string field, string cipher, IReadOnlyList<int> usedBy, Guid? caseId, DateTime now, Actor by)
    {
        Need(BundleStatus.Running);
        Refusal.Unless(answers.All(answer => answer.Field != field || answer.StepNo is null), "onething.answer-produced");
        var before = answers.SingleOrDefault(answer => answer.Field == field)?.Cipher;
        Set(field, cipher, step: null, now);
        var revision = answers.Single(answer => answer.Field == field).Revision;
        Happened("bundle.amended", now, by, new { field, revision, steps = usedBy, caseId });
        return usedBy.Count == 0 ? null : new Amendment(this, field, revision, before, cipher, usedBy, now, by);
    }

    /// <summary>What it is about has another name now; the amendment that says so is the fact.</summary>
    public void Rename(string name)
    {
        Need(BundleStatus.Running);
        Name = name;
    }

    public void Finish(DateTime now)
    {
        Need(BundleStatus.Running);
        (Status, EndedAt) = (BundleStatus.Done, now);
        Happened("bundle.done", now, Actor.System);
    }

    public void Cancel(DateTime now, Actor by, IEnumerable<int> takenBack)
    {
        Need(BundleStatus.Running);
        (Status, EndedAt) = (BundleStatus.Cancelled, now);
        Happened("bundle.cancelled", now, by, new { takenBack });
    }

    /// <summary>统一出件: one window hands over all results, or posts them together.</summary>
    public void Deliver(DateTime now, Actor by)
    {
        Need(BundleStatus.Done);
        Refusal.Unless(DeliveredAt is null, "onething.delivered-already");
        DeliveredAt = now;
        Happened("bundle.delivered", now, by, new { way = Delivery.ToString() });
    }

    private void Set(string field, string cipher, int? step, DateTime now)
    {
        if (answers.SingleOrDefault(answer => answer.Field == field) is { } there)
        {
            there.Become(cipher, step, now);
            return;
        }

        answers.Add(new BundleAnswer(CentreId, Id, field, cipher, step, now));
    }

    private void Need(BundleStatus status) => Refusal.Unless(Status == status, "onething.not-now");
}
