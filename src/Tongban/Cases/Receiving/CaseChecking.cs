using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>Checking what was handed in: the checklist, the one notice, and the ways in which it does not go on.</summary>
public sealed partial class Case
{
    /// <summary>行政许可法 Art. 32 (4): what is missing is told at once or within five working days.</summary>
    public const int DaysForNotice = 5;

    /// <summary>When it was last handed in: the application, or all that the notice asked for.</summary>
    public DateOnly HandedInOn { get; private set; }

    /// <summary>The last day for the notice; null while it is the applicant's turn, or when its year is not published.</summary>
    public DateOnly? NoticeDueOn { get; private set; }

    /// <summary>The five days run into a year whose notice is not out yet.</summary>
    public bool IsNoticeUndated => Status is CaseStatus.Received or CaseStatus.Supplemented && NoticeDueOn is null;

    /// <summary>When the latest notice went out.</summary>
    public DateTime? NotifiedAt { get; private set; }

    /// <summary>Notices sent.</summary>
    public int Notices { get; private set; }

    /// <summary>Notices after the first that asked for something new: each needed a leader, and is counted.</summary>
    public int ExtraNotices { get; private set; }

    public NotAcceptedReason? NotAcceptedReason { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Uploads so far; bounds them, and lets two at once meet at the version.</summary>
    public int FileCount { get; private set; }

    /// <summary>Required materials that are not in order: what a notice lists.</summary>
    public IReadOnlyList<CaseMaterial> Missing =>
        [.. materials.Where(m => m.State is MaterialState.Faulty or MaterialState.Owed || (m.Required && m.State == MaterialState.Missing))];

    /// <summary>What a notice asks for: not what the applicant has promised to hand in later.</summary>
    public IReadOnlyList<CaseMaterial> Demanded =>
        [.. Missing.Where(m => PromisedToFollowAt is null || m is not { Deferrable: true, State: MaterialState.Missing })];

    /// <summary>What the applicant has to hand in now.</summary>
    public IReadOnlyList<CaseMaterial> Asked => [.. materials.Where(material => material.IsAsked)];

    public CaseMaterial Material(string key) =>
        materials.SingleOrDefault(material => material.Key == key) ?? throw new Refusal("case.unknown-material");

    /// <summary>What the clerk finds; refused for what the centre fetches itself.</summary>
    public void Mark(string key, MaterialState state, CaseMoment at)
    {
        Need(CaseMove.Mark);
        Refusal.Unless(state is MaterialState.Missing or MaterialState.Received or MaterialState.Faulty, "case.unknown-state");
        var material = Material(key);
        if (material.State != state)
        {
            material.Become(state);
            Happened("case.material-marked", at.Now, at.By, new { key, state = state.ToString() });
        }
    }

    /// <summary>An upload: before acceptance anything on the list, after it only what is asked for or owed.</summary>
    /// <param name="key">The material.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="at">When and by whom.</param>
    /// <param name="fromCaseId">The earlier case that held it already; null when it was uploaded now.</param>
    public void HandIn(string key, Guid fileId, CaseMoment at, Guid? fromCaseId = null)
    {
        Need(CaseMove.HandIn);
        var material = Material(key);
        Refusal.Unless(Status != CaseStatus.Accepted || material.IsAsked || material.State == MaterialState.HandedIn, "case.material-not-asked");
        Refusal.Unless(material.State is not (MaterialState.Received or MaterialState.Fetched), "case.material-in-order");
        Refusal.Unless(FileCount < CaseFile.MaxPerCase, "case.too-many-files", CaseFile.MaxPerCase);
        material.Become(MaterialState.HandedIn);
        FileCount++;
        Happened(fromCaseId is null ? "case.material-handed-in" : "case.material-reused", at.Now, at.By, new { key, fileId, fromCaseId });
        SupplementIfComplete(at);
    }

    /// <summary>The form of a one-thing was filled in anew where it was faulty.</summary>
    public void Refill(CaseMoment at)
    {
        Need(CaseMove.HandIn);
        var form = Material(CaseMaterial.Form);
        Refusal.Unless(form.State == MaterialState.Faulty, "case.material-not-asked");
        form.Become(MaterialState.HandedIn);
        Happened("case.form-refilled", at.Now, at.By);
        SupplementIfComplete(at);
    }

    /// <summary>
    /// The one complete notice (行政许可法 Art. 32: 一次告知全部). It lists everything that is missing or faulty; one that asks
    /// for something an earlier one, or the acceptance, did not mention needs a leader's <paramref name="overrideId"/>.
    /// </summary>
    public int Notify(Guid? overrideId, CaseMoment at)
    {
        Need(CaseMove.Notify);
        RefuseUnchecked();
        var missing = Demanded;
        Refusal.Unless(missing.Count + FaultyFields.Count > 0, "case.nothing-missing");
        var extra = (Notices > 0 || Status == CaseStatus.Accepted) && AsksForNew(missing);
        Refusal.Unless(!extra || overrideId is not null, "case.second-notice");
        (Notices, NotifiedAt, ExtraNotices) = (Notices + 1, at.Now, ExtraNotices + (extra ? 1 : 0));
        missing.ToList().ForEach(material => material.AskedBy(Notices));
        fields.ForEach(field => field.AskedBy(Notices));
        Happened(extra ? "case.notified-again" : "case.notified", at.Now, at.By, new { number = Notices, keys = missing.Select(m => m.Key), fields = FaultyFields.Select(f => f.Field.ToString()), overrideId });
        if (Status != CaseStatus.Accepted)
        {
            (Status, NoticeDueOn) = (CaseStatus.AwaitingMaterials, null);
        }

        return Notices;
    }

    /// <summary>不予受理: a written, dated receipt says why (Art. 32).</summary>
    public void NotAccept(NotAcceptedReason reason, Guid remarkId, CaseMoment at)
    {
        Need(CaseMove.NotAccept);
        Refusal.Unless(reason != Cases.NotAcceptedReason.NotSupplemented || Status == CaseStatus.AwaitingMaterials, "case.not-notified");
        (Status, NotAcceptedReason, EndedAt, NoticeDueOn) = (CaseStatus.NotAccepted, reason, at.Now, null);
        Happened("case.not-accepted", at.Now, at.By, new { reason = reason.ToString(), remarkId });
    }

    /// <summary>The applicant takes it back, until it is decided.</summary>
    /// <param name="at">When and by whom it is entered.</param>
    /// <param name="party">Number of the co-applicant or agent who asks for it; null: the applicant.</param>
    public void Withdraw(CaseMoment at, int? party = null)
    {
        Need(CaseMove.Withdraw);
        RefuseUnlessMay(party, PartyAct.Withdraw, at);
        NoteLateness(at.Today);
        (Status, EndedAt, NoticeDueOn, ExtensionAsked) = (CaseStatus.Withdrawn, at.Now, null, null);
        Happened("case.withdrawn", at.Now, at.By, party is null ? null : new { party });
    }

    private bool AsksForNew(IReadOnlyList<CaseMaterial> missing) =>
        missing.Any(m => m.NoticeNumber is null && m.State != MaterialState.Owed) || FaultyFields.Any(field => field.NoticeNumber is null);

    // 补正提交: all that the notice asked for, materials and fields.
    private void SupplementIfComplete(CaseMoment at)
    {
        if (Status == CaseStatus.AwaitingMaterials && Demanded.Count == 0 && FaultyFields.Count == 0)
        {
            Status = CaseStatus.Supplemented;
            Happened("case.supplemented", at.Now, at.By);
            StartChecking(at);
        }
    }

    private void StartChecking(CaseMoment at) => (HandedInOn, NoticeDueOn) = (at.Today, at.Calendar.AddWorkdays(at.Today, DaysForNotice));

    private void RefuseUnchecked()
    {
        Refusal.Unless(materials.All(m => m.State != MaterialState.HandedIn), "case.materials-unchecked");
        Refusal.Unless(fields.All(field => field.State != FieldState.Corrected), "case.fields-unchecked");
    }
}
