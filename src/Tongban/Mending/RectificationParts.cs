using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Files;

namespace Tongban.Mending;

public enum NoteKind
{
    Call,
    Finding,
    Complexity,
    Mended,

    /// <summary>What the person is told.</summary>
    Reply,

    /// <summary>What the person said of the mending.</summary>
    Opinion,

    /// <summary>What the rated clerk is told.</summary>
    ToRated,
    Appeal,
    AppealDecision,
    Review,
    Publication,
}

/// <summary>Free text of a rectification, kept apart from the journal so that it can be erased.</summary>
public sealed class RectificationNote
{
    public const int MaxText = 1000;

    private RectificationNote()
    {
    }

    /// <summary>Refusals: <c>rectification.note-missing</c>, <c>rectification.note-too-long</c>.</summary>
    internal RectificationNote(Rectification of, int number, NoteKind kind, string? text, CaseMoment at)
    {
        Text = Checked(text);
        (CentreId, RectificationId, Number, Kind, At, By) = (of.CentreId, of.Id, number, kind, at.Now, at.By.ToString());
    }

    /// <summary>The text as it may be kept; a move looks at it before it changes anything.</summary>
    internal static string Checked(string? text)
    {
        var plain = PlainText.Of(text);
        Refusal.Unless(plain.Length > 0, "rectification.note-missing");
        Refusal.Unless(plain.Length <= MaxText, "rectification.note-too-long", MaxText, plain.Length);
        return plain;
    }

    public Guid CentreId { get; private set; }

    public Guid RectificationId { get; private set; }

    public int Number { get; private set; }

    public NoteKind Kind { get; private set; }

    public string Text { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>The journal's word for who.</summary>
    public string By { get; private set; } = "";
}

public enum CallPurpose
{
    /// <summary>To check what was said.</summary>
    Verify,

    /// <summary>After the mending.</summary>
    Again,
}

/// <summary>One call to the person who rated; their number stands nowhere here.</summary>
public sealed class CallBack
{
    private CallBack()
    {
    }

    internal CallBack(Rectification of, int number, CallPurpose purpose, bool reached, CaseMoment at) =>
        (CentreId, RectificationId, Number, Round, Purpose, Reached, At, By) = (of.CentreId, of.Id, number, of.Round, purpose, reached, at.Now, at.By.ToString());

    public Guid CentreId { get; private set; }

    public Guid RectificationId { get; private set; }

    public int Number { get; private set; }

    public int Round { get; private set; }

    public CallPurpose Purpose { get; private set; }

    public bool Reached { get; private set; }

    public DateTime At { get; private set; }

    public string By { get; private set; } = "";
}

/// <summary>Evidence: of the mending, or with an appeal.</summary>
public sealed class RectificationFile
{
    public const int MaxEach = 20;

    private RectificationFile()
    {
    }

    public RectificationFile(Rectification of, StoredFile stored, string name, CaseMoment at)
    {
        (CentreId, RectificationId, Name) = (of.CentreId, of.Id, name);
        (Hash, Size, Type, UploadedAt, By) = (stored.Hash, stored.Size, stored.Type, at.Now, at.By.ToString());
    }

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid RectificationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public long Size { get; private set; }

    public FileType Type { get; private set; }

    public DateTime UploadedAt { get; private set; }

    public string By { get; private set; } = "";
}
