using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Voices;

public enum VoiceStatus
{
    /// <summary>待分派: nobody knows yet which body answers.</summary>
    ToRoute,

    /// <summary>办理中: with a body, or with the centre itself.</summary>
    InHand,

    /// <summary>已答复，待回访.</summary>
    Replied,

    /// <summary>已办结.</summary>
    Closed,
}

/// <summary>
/// What somebody says to the centre outside of a service (诉求): by hotline, box, mail, portal or on the director's day, all
/// of the same worth. One body answers within the term of its kind, the person says whether that answers it, and is heard
/// once more where it does not. Who said it lies sealed with it and is looked at for a reason only.
/// </summary>
public sealed partial class Voice : Entity
{
    public const int MaxName = 60;

    /// <summary>The fact that somebody has looked at name and number.</summary>
    public const string PersonSeen = "voice.person-seen";

    private readonly List<VoiceNote> notes = [];

    private Voice()
    {
    }

    /// <remarks>Refusals: <c>voice.kind-needed</c>, <c>voice.urging-opens-none</c>, <c>voice.received-later</c>, <c>voice.name-too-long</c>, those of the text.</remarks>
    public Voice(Guid centreId, VoiceSaid said, VoicePerson person, VoiceOrigin origin, VoiceTerms terms, CaseMoment at)
        : base(centreId)
    {
        (Kind, Title, Text, MayPublish, ItemId) = (said.Kind!.Value, said.Title!, said.Text!, said.MayPublish, said.ItemId);
        (Place, Latitude, Longitude, MediaUrl) = (said.Place ?? "", said.Latitude, said.Longitude, said.MediaUrl);
        (AboutServiceId, AboutStaffId) = (said.AboutServiceId, said.AboutStaffId);
        Refusal.Unless(origin.ReceivedOn <= at.Today, "voice.received-later");
        (Number, CodeHash, Channel, ReceivedOn, SourceId, SourceNumber) = (origin.Number, origin.CodeHash, origin.Channel, origin.ReceivedOn, origin.SourceId, origin.SourceNumber);
        (ReceivedAt, ReplyFromOn, Round) = (at.Now, origin.ReceivedOn, 1);
        Take(person);
        Take(terms);
        Happened("voice.received", at.Now, at.By, new { kind = Kind.ToString(), channel = Channel.ToString(), ItemId, SourceId });
        CountDays(at.Calendar);
    }

    public VoiceStatus Status { get; private set; }

    /// <summary>What the person is told and says on the phone; the query code goes with it.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Keyed hash of number and query code: the code itself is nowhere.</summary>
    public string CodeHash { get; private set; } = "";

    public VoiceKind Kind { get; private set; }

    public VoiceChannel Channel { get; private set; }

    /// <summary>The box's opening, the call, the client of the API: where it came from.</summary>
    public Guid? SourceId { get; private set; }

    /// <summary>The number of the card in its opening.</summary>
    public int? SourceNumber { get; private set; }

    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>The item it is about, where that is known.</summary>
    public Guid? ItemId { get; private set; }

    /// <summary>The service it is about, where the person came from one.</summary>
    public Guid? AboutServiceId { get; private set; }

    /// <summary>Who did that service: neither sees this nor answers it (被投诉人回避).</summary>
    public Guid? AboutStaffId { get; private set; }

    /// <summary>Where it is, in words.</summary>
    public string Place { get; private set; } = "";

    public double? Latitude { get; private set; }

    public double? Longitude { get; private set; }

    /// <summary>Where an app says that it keeps a picture; we never open it.</summary>
    public string? MediaUrl { get; private set; }

    /// <summary>Whether the person agreed that question and answer are published without names.</summary>
    public bool MayPublish { get; private set; }

    public string Name { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public string? EmailCipher { get; private set; }

    public string? EmailHash { get; private set; }

    /// <summary>The citizen's account; null for guests.</summary>
    public Guid? AccountId { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    /// <summary>The hall's day from which its term counts; of a card the day on which the box was opened.</summary>
    public DateOnly ReceivedOn { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public IReadOnlyList<VoiceNote> Notes => notes;

    /// <summary>Neither a name nor a way to reach the person.</summary>
    public bool IsAnonymous => Name.Length == 0 && PhoneHash is null && EmailHash is null && AccountId is null;

    /// <summary>Waits for its answer.</summary>
    public bool IsOpen => Status is VoiceStatus.ToRoute or VoiceStatus.InHand;

    public Sealed? Phone => PhoneHash is { } hash ? new(PhoneCipher!, hash) : null;

    public Sealed? Email => EmailHash is { } hash ? new(EmailCipher!, hash) : null;

    /// <summary>Whoever has it in hand, routes it or calls after the answer looks at how to reach the person; looking is told.</summary>
    public void LookAtPerson(CaseMoment at, bool toCall = false)
    {
        Refusal.Unless(!IsAnonymous, "voice.nobody-to-call");
        Refusal.Unless((toCall && Status == VoiceStatus.Replied) || (HandlerId is null ? IsOpen : at.By.Id == HandlerId), "voice.not-yours");
        Happened(PersonSeen, at.Now, at.By);
    }

    /// <summary>The person adds something while it waits for its answer (补充).</summary>
    public void Add(string? words, CaseMoment at)
    {
        NeedOpen();
        Happened("voice.added-to", at.Now, at.By, new { note = Note(VoiceNoteKind.More, words, at) });
    }

    /// <summary>What the visitor was told on the spot; the answer proper follows in its term.</summary>
    public void HearOnTheSpot(string? words, CaseMoment at) => Happened("voice.heard", at.Now, at.By, new { note = Note(VoiceNoteKind.Heard, words, at) });

    /// <param name="files">Kept.</param>
    /// <param name="at">When and by whom.</param>
    /// <param name="leftOut">That came by mail and were none of ours.</param>
    public void TakeFiles(int files, CaseMoment at, int leftOut = 0) => Happened("voice.files-added", at.Now, at.By, new { files, leftOut });

    private int Note(VoiceNoteKind kind, string? text, CaseMoment at)
    {
        notes.Add(new VoiceNote(this, notes.Count + 1, kind, text, at));
        return notes.Count;
    }

    // What is refused changes nothing: texts are looked at before the first change.
    private static void NeedTexts(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            VoiceNote.Checked(text);
        }
    }

    private void Take(VoicePerson person)
    {
        Name = person.Name?.Trim() ?? "";
        Refusal.Unless(Name.Length <= MaxName, "voice.name-too-long", MaxName);
        (PhoneCipher, PhoneHash, EmailCipher, EmailHash, AccountId) = (person.Phone?.Cipher, person.Phone?.Hash, person.Email?.Cipher, person.Email?.Hash, person.AccountId);
    }

    private void Close(CaseMoment at) => (Status, ClosedOn) = (VoiceStatus.Closed, at.Today);

    private void NeedOpen() => Refusal.Unless(IsOpen, "voice.answered");

    private void Need(VoiceStatus status) => Refusal.Unless(Status == status, "voice.not-now");

    private void NeedHandler(CaseMoment at) => Refusal.Unless(HandlerId is not null && at.By.Id == HandlerId, "voice.not-yours");

    private void NeedNotAbout(Guid? staffId) => Refusal.Unless(AboutStaffId is null || staffId != AboutStaffId, "voice.about-them");

    // Whoever judges has neither asked nor has it in hand.
    private void NeedOther(Guid? asked, CaseMoment at) => Refusal.Unless(at.By.Id is not null && at.By.Id != asked && at.By.Id != HandlerId, "voice.by-another");
}
