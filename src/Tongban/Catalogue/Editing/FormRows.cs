using System.ComponentModel.DataAnnotations;

namespace Tongban.Catalogue.Editing;

/// <summary>A guided question in the form; without an id it is not kept.</summary>
public sealed class SituationRow
{
    [StringLength(40)]
    public string? Id { get; set; }

    [StringLength(ItemForm.LongestName)]
    public string? TextZh { get; set; }

    [StringLength(ItemForm.LongestName)]
    public string? TextEn { get; set; }

    /// <summary>id | zh | en, one a line.</summary>
    [StringLength(ItemForm.LongestText)]
    public string? Options { get; set; }

    [StringLength(ItemForm.LongestName)]
    public string? AskedWhen { get; set; }

    public static SituationRow Of(Situation situation) => new()
    {
        Id = situation.Id,
        TextZh = situation.TextZh,
        TextEn = situation.TextEn,
        Options = Lines.Of(situation.Options.Select(option => Lines.Row(option.Id, option.TextZh, option.TextEn))),
        AskedWhen = ConditionText.Of(situation.AskedWhen),
    };

    public Situation ToSituation() =>
        new(Id!.Trim(), TextZh ?? "", TextEn ?? "", [.. Lines.Rows(Options, 3).Select(row => new SituationOption(row[0], row[1], row[2]))]) { AskedWhen = ConditionText.Parse(AskedWhen) };
}

/// <summary>A material in the form; without an id it is not kept.</summary>
public sealed class MaterialRow
{
    [StringLength(40)]
    public string? Id { get; set; }

    [StringLength(ItemForm.LongestName)]
    public string? NameZh { get; set; }

    [StringLength(ItemForm.LongestName)]
    public string? NameEn { get; set; }

    public string Form { get; set; } = "original";

    public string Source { get; set; } = "applicant";

    [Range(0, 99)]
    public int Originals { get; set; }

    [Range(0, 99)]
    public int Copies { get; set; }

    public bool Required { get; set; }

    public bool Deferrable { get; set; }

    public bool Returned { get; set; }

    [StringLength(ItemForm.LongestText)]
    public string? ReasonZh { get; set; }

    [StringLength(ItemForm.LongestText)]
    public string? ReasonEn { get; set; }

    [StringLength(ItemForm.LongestText)]
    public string? NoteZh { get; set; }

    [StringLength(ItemForm.LongestText)]
    public string? NoteEn { get; set; }

    [StringLength(ItemForm.LongestName)]
    public string? AppliesWhen { get; set; }
}
