using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>
/// To the body that answers (分派、转办). It may hand the voice on once by itself; a second time only with a supervisor's
/// consent, so that nobody is sent from door to door. The term runs on meanwhile.
/// </summary>
public sealed partial class Voice
{
    /// <summary>The body that answers; null: the centre itself, once it is routed.</summary>
    public Guid? DepartmentId { get; private set; }

    /// <summary>Who works on it.</summary>
    public Guid? HandlerId { get; private set; }

    /// <summary>How often it went from one body to another.</summary>
    public int Transfers { get; private set; }

    /// <summary>Who asks for one transfer more; null: nobody does.</summary>
    public Guid? TransferAskedById { get; private set; }

    public Guid? TransferToId { get; private set; }

    public bool IsTransferAsked => TransferAskedById is not null;

    /// <summary>
    /// What it is was taken wrongly at first; only before it is routed, and its term still counts from the day it came.
    /// A kind with a longer term takes something from the person, and needs a reason.
    /// </summary>
    public void Classify(VoiceKind kind, VoiceTerms terms, CaseMoment at, string? why = null)
    {
        Need(VoiceStatus.ToRoute);
        Refusal.Unless(Enum.IsDefined(kind) && kind != VoiceKind.Urging, "voice.kind-needed");
        Refusal.Unless(kind != Kind, "voice.kind-the-same");
        Refusal.Unless(IsUrgent || terms.Reply <= ReplyDays || !string.IsNullOrWhiteSpace(why), "voice.longer-needs-reason", ReplyDays, terms.Reply);
        var (from, note) = (Kind, string.IsNullOrWhiteSpace(why) ? (int?)null : Note(VoiceNoteKind.Reclassified, why, at));
        Kind = kind;
        Take(IsUrgent ? terms with { Reply = ReplyDays } : terms);
        Happened("voice.classified", at.Now, at.By, new { from = from.ToString(), kind = kind.ToString(), note });
        CountDays(at.Calendar);
    }

    public void Route(Guid? departmentId, CaseMoment at)
    {
        Need(VoiceStatus.ToRoute);
        (DepartmentId, Status) = (departmentId, VoiceStatus.InHand);
        Happened("voice.routed", at.Now, at.By, new { departmentId });
    }

    public void Take(CaseMoment at)
    {
        Need(VoiceStatus.InHand);
        Refusal.Unless(HandlerId is null, "voice.taken");
        NeedNotAbout(at.By.Id);
        HandlerId = at.By.Id ?? throw new InvalidOperationException("Only staff take a voice.");
        Happened("voice.taken", at.Now, at.By);
    }

    /// <summary>Within its body (转办).</summary>
    public void Assign(Guid toId, CaseMoment at)
    {
        Refusal.Unless(Status is VoiceStatus.InHand or VoiceStatus.Replied, "voice.not-now");
        Refusal.Unless(toId != HandlerId, "voice.has-it");
        NeedNotAbout(toId);
        HandlerId = toId;
        Happened("voice.assigned", at.Now, at.By, new { toId });
    }

    /// <summary>To another body: at once the first time, afterwards asked for.</summary>
    public void Transfer(Guid? toDepartmentId, string? why, CaseMoment at)
    {
        NeedMovable(at);
        Refusal.Unless(toDepartmentId != DepartmentId, "voice.there-already");
        NeedTexts(why);
        var note = Note(VoiceNoteKind.Transfer, why, at);
        if (Transfers < FreeTransfers)
        {
            Move(toDepartmentId, note, at);
            return;
        }

        (TransferAskedById, TransferToId) = (at.By.Id, toDepartmentId);
        Happened("voice.transfer-asked", at.Now, at.By, new { toDepartmentId, note });
    }

    /// <summary>A supervisor who has neither asked nor has it in hand says yes or no.</summary>
    public void DecideTransfer(bool agree, string? words, CaseMoment at)
    {
        Refusal.Unless(IsTransferAsked, "voice.nothing-asked");
        NeedOther(TransferAskedById, at);
        NeedTexts(words);
        var (to, note) = (TransferToId, Note(VoiceNoteKind.Decision, words, at));
        (TransferAskedById, TransferToId) = (null, null);
        if (agree)
        {
            Move(to, note, at);
            return;
        }

        Happened("voice.transfer-refused", at.Now, at.By, new { note });
    }

    private void Move(Guid? toDepartmentId, int note, CaseMoment at)
    {
        Happened("voice.transferred", at.Now, at.By, new { from = DepartmentId, to = toDepartmentId, note });
        (DepartmentId, HandlerId, Transfers) = (toDepartmentId, null, Transfers + 1);
        ExtensionAskedById = null;
    }

    private void NeedMovable(CaseMoment at)
    {
        Need(VoiceStatus.InHand);
        Refusal.Unless(DuplicateOfId is null, "voice.goes-along");
        Refusal.Unless(HandlerId is null || at.By.Id == HandlerId, "voice.not-yours");
        Refusal.Unless(!IsTransferAsked, "voice.transfer-asked");
    }
}
