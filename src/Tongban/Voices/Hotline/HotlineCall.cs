using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Shared.Data;

namespace Tongban.Voices.Hotline;

public enum HotlineCallStatus
{
    /// <summary>Still being talked about, or left and gone on with later.</summary>
    Talking,

    /// <summary>当场答复.</summary>
    Answered,

    /// <summary>转为诉求.</summary>
    Voiced,

    /// <summary>An urging of one that was open.</summary>
    Urged,

    /// <summary>Nobody spoke, or a wrong number.</summary>
    Dropped,
}

/// <summary>What the call taker has typed so far.</summary>
public sealed record HotlineWords(VoiceKind? Kind, string? Name, string? Text, string? Answer, Guid? ItemId, Guid? DepartmentId, bool MayPublish, Sealed? Phone);

/// <summary>
/// One call of the hotline (GB/T 33358): kept as it is typed, so that nothing is lost with a closed window, and ended by an
/// answer, by a voice that others answer, or by nothing to answer.
/// </summary>
public sealed class HotlineCall : Entity
{
    private HotlineCall()
    {
    }

    public HotlineCall(Guid centreId, Guid takerId, DateTime now, Actor by)
        : base(centreId)
    {
        (TakerId, StartedAt, SavedAt) = (takerId, now, now);
        Happened("hotline-call.begun", now, by);
    }

    public Guid TakerId { get; private set; }

    public HotlineCallStatus Status { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime SavedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public VoiceKind? Kind { get; private set; }

    public string Name { get; private set; } = "";

    public string? PhoneCipher { get; private set; }

    public string? PhoneHash { get; private set; }

    public string Text { get; private set; } = "";

    public string Answer { get; private set; } = "";

    public Guid? ItemId { get; private set; }

    public Guid? DepartmentId { get; private set; }

    public bool MayPublish { get; private set; }

    /// <summary>What became of it, or the one that was urged.</summary>
    public Guid? VoiceId { get; private set; }

    /// <summary>The answer as a service that may be rated.</summary>
    public Guid? ServiceId { get; private set; }

    public Sealed? Phone => PhoneHash is { } hash ? new(PhoneCipher!, hash) : null;

    /// <summary>What stands there now. Typing is no move: only how the call ended is told in the journal.</summary>
    public void Keep(HotlineWords words, Guid takerId, DateTime now)
    {
        NeedTalking(takerId);
        (Kind, ItemId, DepartmentId, MayPublish, SavedAt) = (words.Kind, words.ItemId, words.DepartmentId, words.MayPublish, now);
        (Name, Text, Answer) = (Cutting.To(words.Name, Voice.MaxName), Cutting.To(words.Text, VoiceSaid.MaxText), Cutting.To(words.Answer, VoiceNote.MaxText));
        (PhoneCipher, PhoneHash) = (words.Phone?.Cipher, words.Phone?.Hash);
    }

    public void AnswerAtOnce(Guid serviceId, DateTime now, Actor by)
    {
        NeedTalking(by.Id);
        Refusal.Unless(Text.Length > 0, "hotline.what-asked");
        Refusal.Unless(Answer.Length > 0, "hotline.what-answered");
        ServiceId = serviceId;
        End(HotlineCallStatus.Answered, "answered", now, by, new { serviceId });
    }

    public void BecomeVoice(Guid voiceId, DateTime now, Actor by)
    {
        NeedTalking(by.Id);
        VoiceId = voiceId;
        End(HotlineCallStatus.Voiced, "voiced", now, by, new { voiceId });
    }

    public void UrgeOnly(Guid voiceId, DateTime now, Actor by)
    {
        NeedTalking(by.Id);
        VoiceId = voiceId;
        End(HotlineCallStatus.Urged, "urged", now, by, new { voiceId });
    }

    public void Drop(DateTime now, Actor by)
    {
        NeedTalking(by.Id);
        End(HotlineCallStatus.Dropped, "dropped", now, by, null);
    }

    private void End(HotlineCallStatus status, string what, DateTime now, Actor by, object? data)
    {
        (Status, EndedAt) = (status, now);
        Happened("hotline-call." + what, now, by, data);
    }

    private void NeedTalking(Guid? takerId)
    {
        Refusal.Unless(takerId == TakerId, "hotline.not-yours");
        Refusal.Unless(Status == HotlineCallStatus.Talking, "hotline.ended");
    }
}

public sealed class HotlineCallMapping : IEntityTypeConfiguration<HotlineCall>
{
    public void Configure(EntityTypeBuilder<HotlineCall> call)
    {
        call.IsKeyedByCentre();
        call.RefersTo<HotlineCall, Voice>(c => c.VoiceId);
        call.RefersTo<HotlineCall, Service>(c => c.ServiceId);
        call.RefersTo<HotlineCall, Catalogue.Item>(c => c.ItemId, isLookedUpBy: false);
        call.RefersTo<HotlineCall, Network.Department>(c => c.DepartmentId, isLookedUpBy: false);
        call.Ignore(c => c.Phone);
        call.HasIndex(c => new { c.CentreId, c.TakerId, c.Status, c.StartedAt });
        call.HasIndex(c => new { c.CentreId, c.PhoneHash, c.StartedAt }).HasFilter("phone_hash is not null");
        call.Property(c => c.Name).HasMaxLength(Voice.MaxName);
        call.Property(c => c.Text).HasMaxLength(VoiceSaid.MaxText);
        call.Property(c => c.Answer).HasMaxLength(VoiceNote.MaxText);
        call.Property(c => c.PhoneCipher).HasMaxLength(Sealed.MaxCipher);
        call.Property(c => c.PhoneHash).HasMaxLength(Sealed.HashLength);
    }
}
