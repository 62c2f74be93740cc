using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>The one extension (行政许可法 Art. 42): asked for by who works on it, granted or declined by a leader.</summary>
public sealed partial class Case
{
    /// <summary>Ten more working days at most, by the head of the body.</summary>
    public const int LongestExtension = 10;

    /// <summary>Fifteen where several bodies decide together, by the head of the government.</summary>
    public const int LongestJointExtension = 15;

    public const int MaxApproval = 60;

    /// <summary>By how many days it may be extended at most; 0 where the matter's law knows no extension.</summary>
    public int ExtensionLimit { get; private set; } = LongestExtension;

    public int? ExtendedBy { get; private set; }

    /// <summary>Days asked for and neither granted nor declined yet.</summary>
    public int? ExtensionAsked { get; private set; }

    /// <summary>Where a joint matter is extended: the paper by which the head of the government approved (批准文号).</summary>
    public string? ExtensionApproval { get; private set; }

    public bool MayExtend => Status.Allows(CaseMove.Extend) && ExtendedBy is null && ExtensionLimit > 0 && (PromisedDays ?? StatutoryDays) is not null;

    /// <summary>Whoever works on the case asks; asked once at a time.</summary>
    public void AskExtension(Guid accountId, int days, Guid remarkId, CaseMoment at)
    {
        _ = MyStep(CaseMove.Extend, accountId);
        Refusal.Unless(ExtensionAsked is null, "case.extension-asked-already");
        RefuseExtension(days, at);
        ExtensionAsked = days;
        Happened("case.extension-asked", at.Now, at.By, new { days, remarkId });
    }

    /// <summary>Granted, of both terms; told with its reason. A promise that has been missed stays missed.</summary>
    public void Extend(int days, Guid remarkId, CaseMoment at, string? approval = null)
    {
        Need(CaseMove.Extend);
        RefuseExtension(days, at);
        Refusal.Unless(!IsJoint || approval?.Trim() is { Length: > 0 and <= MaxApproval }, "case.extension-approval", MaxApproval);
        NoteLateness(at.Today);
        (ExtendedBy, ExtensionAsked, ExtensionApproval) = (days, null, IsJoint ? approval!.Trim() : null);
        Happened("case.extended", at.Now, at.By, new { days, remarkId });
        CountDays(at.Calendar);
    }

    /// <summary>Declined, with a reason; it may be asked for again with another one.</summary>
    public void DeclineExtension(Guid remarkId, CaseMoment at)
    {
        Need(CaseMove.Decline);
        Refusal.Unless(ExtensionAsked is not null, "case.extension-not-asked");
        Happened("case.extension-declined", at.Now, at.By, new { days = ExtensionAsked, remarkId });
        ExtensionAsked = null;
    }

    private void RefuseExtension(int days, CaseMoment at)
    {
        Refusal.Unless(Promised is not null || Statutory is not null, "case.no-term");
        Refusal.Unless(ExtendedBy is null, "term.already-extended");
        Refusal.Unless(ExtensionLimit > 0, "case.no-extension");
        Refusal.Unless(days > 0 && days <= ExtensionLimit, "case.extension-length", ExtensionLimit);

        // The law extends a term that runs; one that is over cannot be made good.
        Refusal.Unless(!((Statutory ?? Promised)!.DueOn(at.Calendar) < at.Today), "case.extension-too-late");
    }
}
