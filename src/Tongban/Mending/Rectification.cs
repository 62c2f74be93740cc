using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Ratings;

namespace Tongban.Mending;

public enum RectificationStatus
{
    /// <summary>待核实: somebody calls back, or looks into it where nobody can be called.</summary>
    ToVerify,

    /// <summary>待复核: found not to hold; somebody else has to agree.</summary>
    ToReview,

    /// <summary>整改中.</summary>
    Mending,

    /// <summary>待再次回访: mended and replied; the person is called once more.</summary>
    ToCallAgain,

    /// <summary>已办结.</summary>
    Closed,
}

/// <summary>What the check of a bad rating came to (核实分类).</summary>
public enum Verdict
{
    /// <summary>属实.</summary>
    Valid,

    /// <summary>误评: another level, or another service, was meant.</summary>
    Mistaken,

    /// <summary>恶意差评.</summary>
    Malicious,

    /// <summary>不属实, or what was asked for has no basis in law.</summary>
    Unfounded,

    /// <summary>无法联系: looked into by what is on record.</summary>
    Unreachable,
}

/// <summary>
/// What a bad rating sets off (差评整改; 国办发〔2019〕51号): checked by a call, mended, answered, called again, published
/// without names. Whoever handled the service is responsible (谁办理、谁负责), but never the rated clerk alone. It knows
/// who was rated and never who rated: the phone stays with the rating.
/// </summary>
public sealed partial class Rectification : Entity, IFigured
{
    private readonly List<RectificationNote> notes = [];

    private Rectification()
    {
    }

    public Rectification(Rating rating, Guid? departmentId, string token, string code, MendingTerms terms, CaseMoment at)
        : base(rating.CentreId)
    {
        if (!rating.Level.IsBad)
        {
            throw new ArgumentException("Only a bad rating is rectified.", nameof(rating));
        }

        (RatingId, ServiceId, Level, Tags, IsNamed) = (rating.Id, rating.ServiceId, rating.Level, rating.Tags, rating.MayCallBack);
        (SiteId, WindowId, RatedStaffId, ItemId, DepartmentId) = (rating.SiteId, rating.WindowId, rating.StaffId, rating.ItemId, departmentId);
        (RatedOn, ServedOn, MendFromOn, Round, Token) = (at.Today, rating.ServedOn, at.Today, 1, token);
        Number = $"P-{code[..4]}-{code[4..]}";
        Take(terms);
        Happened("rectification.created", at.Now, Actor.System, new { RatingId, departmentId, level = Level.ToString(), IsNamed });
        CountDays(at.Calendar);
    }

    public RectificationStatus Status { get; private set; }

    /// <summary>What the person is told and may say on the phone. It tells nothing of the day: the rated sees it too, and a day leads to a person.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Opens the person's own page.</summary>
    public string Token { get; private set; } = "";

    public Guid RatingId { get; private set; }

    public Guid ServiceId { get; private set; }

    public RatingLevel Level { get; private set; }

    public string Tags { get; private set; } = "";

    /// <summary>实名: a phone was left, and the person agreed to be called.</summary>
    public bool IsNamed { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid? WindowId { get; private set; }

    public Guid? ItemId { get; private set; }

    /// <summary>The body that handled the service; null: the centre itself.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>Who was rated.</summary>
    public Guid? RatedStaffId { get; private set; }

    /// <summary>Who works on it; never who was rated.</summary>
    public Guid? HandlerId { get; private set; }

    /// <summary>The hall's day of the rating.</summary>
    public DateOnly RatedOn { get; private set; }

    /// <summary>The hall's day of the service, in whose figures it is.</summary>
    public DateOnly ServedOn { get; private set; }

    DateOnly IFigured.FiguredOn => ServedOn;

    public DateOnly? ClosedOn { get; private set; }

    public IReadOnlyList<RectificationNote> Notes => notes;

    public bool IsOpen => Status != RectificationStatus.Closed;

    /// <summary>
    /// Whether an additional bad rating is dealt with here: only while nothing has been found or appealed against (that
    /// judges what was said before), and never where it brings a number that would not be called from here.
    /// </summary>
    /// <param name="rating">The additional one.</param>
    /// <param name="phoneHash">Of the number left with the first one.</param>
    public bool MayJoin(Rating rating, string? phoneHash) =>
        Status == RectificationStatus.ToVerify && AppealedOn is null && (rating.IsAnonymous || (rating.ContactHash == phoneHash && (IsNamed || !rating.MayCallBack)));

    /// <summary>An additional bad rating of the same service joins the one that is open.</summary>
    public void Join(Rating rating, CaseMoment at) => Happened("rectification.joined", at.Now, Actor.System, new { ratingId = rating.Id, level = rating.Level.ToString() });

    /// <summary>One of those responsible takes it.</summary>
    public void Take(CaseMoment at)
    {
        NeedOpen();
        NotRated(at.By.Id);
        Refusal.Unless(HandlerId is null, "rectification.taken");
        HandlerId = at.By.Id;
        Happened("rectification.taken", at.Now, at.By);
    }

    /// <summary>Handed to somebody (转办); never to the rated clerk.</summary>
    public void Assign(Guid toId, CaseMoment at)
    {
        NeedOpen();
        NotRated(toId);
        Refusal.Unless(toId != HandlerId, "rectification.has-it");
        HandlerId = toId;
        Happened("rectification.assigned", at.Now, at.By, new { toId });
    }

    /// <summary>Files that show what was done, or that speak for the rated: only of those two.</summary>
    public void TakeEvidence(int files, CaseMoment at)
    {
        Refusal.Unless(at.By.Id is { } by && (by == HandlerId || by == RatedStaffId), "rectification.not-yours");
        Happened("rectification.evidence-added", at.Now, at.By, new { files });
    }

    private int Note(NoteKind kind, string? text, CaseMoment at)
    {
        notes.Add(new RectificationNote(this, notes.Count + 1, kind, text, at));
        return notes.Count;
    }

    // What is refused changes nothing: texts are looked at before the first change.
    private static void NeedTexts(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            RectificationNote.Checked(text);
        }
    }

    private void Close(CaseMoment at) => (Status, ClosedOn) = (RectificationStatus.Closed, at.Today);

    private void NeedOpen() => Refusal.Unless(IsOpen, "rectification.closed");

    private void Need(RectificationStatus status) => Refusal.Unless(Status == status, "rectification.not-now");

    private void NeedHandler(CaseMoment at) => Refusal.Unless(HandlerId is not null && at.By.Id == HandlerId, "rectification.not-yours");

    private void NotRated(Guid? accountId) => Refusal.Unless(accountId is not null && accountId != RatedStaffId, "rectification.rated-oneself");

    // Whoever judges a finding or an appeal has neither made it nor been rated.
    private void NeedOther(CaseMoment at)
    {
        NotRated(at.By.Id);
        Refusal.Unless(at.By.Id != HandlerId, "rectification.by-another");
    }
}
