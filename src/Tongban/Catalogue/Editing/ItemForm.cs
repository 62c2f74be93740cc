using System.ComponentModel.DataAnnotations;

namespace Tongban.Catalogue.Editing;

/// <summary>What an editor changes of an item, as a form without script: lists are lines, materials and questions are rows with a spare one at the end.</summary>
public sealed class ItemForm
{
    public const int LongestName = 200;
    public const int LongestText = 2000;

    [Required, StringLength(LongestName)]
    public string NameZh { get; set; } = "";

    [Required, StringLength(LongestName)]
    public string NameEn { get; set; } = "";

    [StringLength(LongestName)]
    public string? CommonNameZh { get; set; }

    [StringLength(LongestName)]
    public string? CommonNameEn { get; set; }

    [StringLength(LongestText)]
    public string? SummaryZh { get; set; }

    [StringLength(LongestText)]
    public string? SummaryEn { get; set; }

    [StringLength(LongestText)]
    public string? KeywordsZh { get; set; }

    [StringLength(LongestText)]
    public string? KeywordsEn { get; set; }

    [StringLength(LongestText)]
    public string? ConditionsZh { get; set; }

    [StringLength(LongestText)]
    public string? ConditionsEn { get; set; }

    [StringLength(LongestText)]
    public string? StepsZh { get; set; }

    [StringLength(LongestText)]
    public string? StepsEn { get; set; }

    /// <summary>personal, legal.</summary>
    public List<string> Audience { get; set; } = [];

    public string? LifeEvent { get; set; }

    public List<string> Channels { get; set; } = [];

    public List<string> Sites { get; set; } = [];

    /// <summary>name_zh | name_en | code of the licence type.</summary>
    [StringLength(LongestText)]
    public string? Results { get; set; }

    [StringLength(LongestText)]
    public string? SpecialProcedures { get; set; }

    public bool StatutoryInCalendarDays { get; set; }

    [Range(1, 480)]
    public int HandlingMinutes { get; set; }

    [Range(0, 1000)]
    public int PromisedDays { get; set; }

    [Range(0, 1000)]
    public int? StatutoryDays { get; set; }

    public bool IsJoint { get; set; }

    /// <summary>Empty: as the law on permits says.</summary>
    [Range(0, 1000)]
    public int? ExtensionDays { get; set; }

    [Range(0, 20)]
    public int HallVisits { get; set; }

    [StringLength(LongestText)]
    public string? HallVisitReasonZh { get; set; }

    [StringLength(LongestText)]
    public string? HallVisitReasonEn { get; set; }

    public bool Bookable { get; set; }

    public bool PostDelivery { get; set; }

    public bool OnlinePayment { get; set; }

    [Required, StringLength(40)]
    public string ConsultPhone { get; set; } = "";

    [Required, StringLength(40)]
    public string ComplaintPhone { get; set; } = "";

    /// <summary>name_zh | name_en | yuan | basis.</summary>
    [StringLength(LongestText)]
    public string? Fees { get; set; }

    /// <summary>title | article.</summary>
    [StringLength(LongestText)]
    public string? LegalBases { get; set; }

    /// <summary>question_zh | answer_zh | question_en | answer_en.</summary>
    [StringLength(20_000)]
    public string? Faq { get; set; }

    public List<SituationRow> Situations { get; set; } = [];

    public List<MaterialRow> Materials { get; set; } = [];
}
