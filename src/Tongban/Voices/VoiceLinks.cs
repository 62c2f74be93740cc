using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Voices;

/// <summary>Voices about the same matter (重复件), and urgings (催办), which join the open one.</summary>
public sealed partial class Voice
{
    /// <summary>The one with which this is worked on; it is answered with it, and its own term runs on.</summary>
    public Guid? DuplicateOfId { get; private set; }

    /// <summary>How often the person has urged.</summary>
    public int Urgings { get; private set; }

    public DateOnly? UrgedOn { get; private set; }

    /// <summary>Once a day; opens nothing and changes no term.</summary>
    public void Urge(string? words, CaseMoment at)
    {
        Refusal.Unless(IsOpen, "voice.urged-when-answered");
        Refusal.Unless(UrgedOn != at.Today, "voice.urged-today");
        var note = string.IsNullOrWhiteSpace(words) ? (int?)null : Note(VoiceNoteKind.Urging, words, at);
        (Urgings, UrgedOn) = (Urgings + 1, at.Today);
        Happened("voice.urged", at.Now, at.By, new { Urgings, note });
    }

    public void LinkTo(Voice main, CaseMoment at)
    {
        Refusal.Unless(main.Id != Id, "voice.link-itself");
        Refusal.Unless(main is { Status: VoiceStatus.InHand, DuplicateOfId: null }, "voice.link-not-open");
        Refusal.Unless(DuplicateOfId is null, "voice.linked-already");
        // Whoever answers the other one might be the very person it is about.
        Refusal.Unless(AboutStaffId is null, "voice.about-somebody");
        NeedOpen();
        Refusal.Unless(HandlerId is null || at.By.Id == HandlerId, "voice.not-yours");
        (DuplicateOfId, Status, TransferAskedById, TransferToId, ExtensionAskedById) = (main.Id, VoiceStatus.InHand, null, null, null);
        Happened("voice.linked", at.Now, at.By, new { to = main.Id });
        Follow(main, at);
    }

    /// <summary>About something else after all: it goes on by itself, where it is.</summary>
    public void Unlink(CaseMoment at)
    {
        Refusal.Unless(DuplicateOfId is not null && IsOpen, "voice.not-linked");
        DuplicateOfId = null;
        Happened("voice.unlinked", at.Now, at.By);
    }

    /// <summary>Goes where the one goes with which it is worked on.</summary>
    internal void Follow(Voice main, CaseMoment at)
    {
        if ((DepartmentId, HandlerId) != (main.DepartmentId, main.HandlerId))
        {
            (DepartmentId, HandlerId) = (main.DepartmentId, main.HandlerId);
            Happened("voice.followed", at.Now, at.By, new { DepartmentId, HandlerId });
        }
    }
}
