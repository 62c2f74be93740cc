using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Files;

namespace Tongban.Voices;

public enum VoiceKind
{
    /// <summary>咨询.</summary>
    Inquiry,

    /// <summary>求助.</summary>
    Help,

    /// <summary>建议.</summary>
    Suggestion,

    /// <summary>投诉、举报 (GB/T 36113).</summary>
    Complaint,

    /// <summary>表扬.</summary>
    Praise,

    /// <summary>催办: joins the open one and opens none.</summary>
    Urging,
}

/// <summary>How it came.</summary>
public enum VoiceChannel
{
    Portal,
    Hotline,

    /// <summary>意见箱.</summary>
    Box,
    Email,

    /// <summary>领导接待日.</summary>
    DirectorDay,

    /// <summary>Open311 GeoReport.</summary>
    Api,
}

/// <summary>What is said.</summary>
public sealed record VoiceSaid(VoiceKind? Kind, string? Title, string? Text)
{
    public const int MaxTitle = 60;
    public const int MaxText = 2000;
    public const int MaxPlace = 200;
    public const int MaxMediaUrl = 1000;
    private const int FirstWords = 30;

    public bool MayPublish { get; init; }

    public Guid? ItemId { get; init; }

    /// <summary>The body, where whoever takes it knows.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>The service it is about, where the person came from one and is known anyway.</summary>
    public Guid? AboutServiceId { get; init; }

    /// <summary>Who did that service, and has no part in answering this.</summary>
    public Guid? AboutStaffId { get; init; }

    public string? Place { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>Where an app keeps a picture: told as text, never fetched by us.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>As it is kept; a voice without a title is called by its first words.</summary>
    /// <remarks>Refusals: <c>voice.kind-needed</c>, <c>voice.urging-opens-none</c>, <c>voice.text-missing</c>, <c>voice.text-too-long</c>, <c>voice.title-too-long</c>, <c>voice.place-too-long</c>, <c>voice.no-such-place</c>.</remarks>
    public VoiceSaid Checked()
    {
        Refusal.Unless(Kind is { } kind && Enum.IsDefined(kind), "voice.kind-needed");
        Refusal.Unless(Kind != VoiceKind.Urging, "voice.urging-opens-none");
        var (title, text, place) = (PlainText.Of(Title).Replace('\n', ' '), PlainText.Of(Text), PlainText.Of(Place));
        Refusal.Unless(text.Length > 0, "voice.text-missing");
        Refusal.Unless(text.Length <= MaxText, "voice.text-too-long", MaxText, text.Length);
        Refusal.Unless(title.Length <= MaxTitle, "voice.title-too-long", MaxTitle, title.Length);
        Refusal.Unless(place.Length <= MaxPlace, "voice.place-too-long", MaxPlace, place.Length);
        Refusal.Unless((Latitude is null) == (Longitude is null) && Latitude is null or (>= -90 and <= 90) && Longitude is null or (>= -180 and <= 180), "voice.no-such-place");
        return this with { Title = title.Length > 0 ? title : FirstOf(text), Text = text, Place = place };
    }

    private static string FirstOf(string text)
    {
        var line = text.Split('\n')[0];
        return line.Length <= FirstWords ? line : Cutting.To(line, FirstWords) + "…";
    }
}

/// <summary>What is longer than its place, cut between two characters: what a machine sends is not sent back to be shortened.</summary>
internal static class Cutting
{
    public static string To(string? text, int most)
    {
        var plain = PlainText.Of(text);
        return plain.Length <= most ? plain : plain[..(char.IsHighSurrogate(plain[most - 1]) ? most - 1 : most)];
    }
}

/// <summary>Who said it; all of it may be missing (匿名).</summary>
public sealed record VoicePerson(string? Name = null, Sealed? Phone = null, Sealed? Email = null, Guid? AccountId = null)
{
    /// <summary>The kind of a sealed e-mail address.</summary>
    public const string EmailKind = "email";
}

/// <summary>Where it came from and how it is found again.</summary>
public sealed record VoiceOrigin(string Number, string CodeHash, VoiceChannel Channel, DateOnly ReceivedOn, Guid? SourceId = null, int? SourceNumber = null);

public enum VoiceNoteKind
{
    More,
    Urging,

    /// <summary>Told on the director's day.</summary>
    Heard,
    Transfer,
    Extension,
    Decision,
    Reply,
    Call,

    /// <summary>What the person said of the reply.</summary>
    Opinion,
    PublicQuestion,
    PublicAnswer,
    Review,

    /// <summary>Why it cannot wait.</summary>
    Urgency,

    /// <summary>Why a kind with a longer term is the right one.</summary>
    Reclassified,

    /// <summary>What came of looking into a note that the person contradicted.</summary>
    Found,
}

/// <summary>Free text of a voice, kept apart from the journal so that it can be erased.</summary>
public sealed class VoiceNote
{
    public const int MaxText = 2000;

    private VoiceNote()
    {
    }

    /// <summary>Refusals: <c>voice.note-missing</c>, <c>voice.note-too-long</c>.</summary>
    internal VoiceNote(Voice of, int number, VoiceNoteKind kind, string? text, CaseMoment at)
    {
        Text = Checked(text);
        (CentreId, VoiceId, Number, Kind, At, By) = (of.CentreId, of.Id, number, kind, at.Now, at.By.ToString());
    }

    /// <summary>The text as it may be kept.</summary>
    internal static string Checked(string? text)
    {
        var plain = PlainText.Of(text);
        Refusal.Unless(plain.Length > 0, "voice.note-missing");
        Refusal.Unless(plain.Length <= MaxText, "voice.note-too-long", MaxText, plain.Length);
        return plain;
    }

    public Guid CentreId { get; private set; }

    public Guid VoiceId { get; private set; }

    public int Number { get; private set; }

    public VoiceNoteKind Kind { get; private set; }

    public string Text { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>The journal's word for who.</summary>
    public string By { get; private set; } = "";
}

/// <summary>A picture or document: what the person sent along, the scan of a card, what the answer rests on.</summary>
public sealed class VoiceFile
{
    public const int MaxEach = 20;

    /// <summary>Of one who sends it from outside.</summary>
    public const int MaxAtOnce = 5;

    private VoiceFile()
    {
    }

    public VoiceFile(Voice of, StoredFile stored, string name, CaseMoment at)
    {
        (CentreId, VoiceId, Name) = (of.CentreId, of.Id, name);
        (Hash, Size, Type, UploadedAt, By) = (stored.Hash, stored.Size, stored.Type, at.Now, at.By.ToString());
    }

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid VoiceId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public long Size { get; private set; }

    public FileType Type { get; private set; }

    public DateTime UploadedAt { get; private set; }

    public string By { get; private set; } = "";
}
