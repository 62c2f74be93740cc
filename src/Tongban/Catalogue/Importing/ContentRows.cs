namespace Tongban.Catalogue.Importing;

/// <summary>What an item's guide says.</summary>
public static class ContentRows
{
    private const int LongestTerm = 1000;
    private static readonly Dictionary<string, bool> Necessities = new() { ["required"] = true, ["optional"] = false };
    private static readonly Dictionary<string, string> Forms = Themselves("original", "copy", "electronic");
    private static readonly Dictionary<string, string> Sources = Themselves("applicant", "government", "third_party", "data_sharing", "hall");
    private static readonly Dictionary<string, bool> CountsCalendarDays = new() { ["workday"] = false, ["calendar_day_in_law"] = true };

    public static ItemContent Content(JsonPart part, IReadOnlyList<string> audience) => Promises(part, Guide(part)) with
    {
        Audience = audience,
        Situations = [.. part.Parts("situations").Select(Situation)],
        Materials = [.. part.Parts("materials").Select(Material)],
        Results = [.. part.Parts("results").Select(row => new ItemResult(row.Text("name_zh", 200), row.Text("name_en", 200), row.OptionalText("licence_type_code", 60)))],
        Faq = [.. part.Parts("faq").Select(row => new Question(row.Text("question_zh"), row.Text("answer_zh"), row.Text("question_en"), row.Text("answer_en")))],
        LegalBases = [.. part.Parts("legal_basis").Select(LegalBasis)],
        SpecialProcedures = [.. part.Parts("special_procedures").Select(row => row.Text("name_zh", 100))],
    };

    private static ItemContent Guide(JsonPart part) => new()
    {
        NameZh = part.Text("name_zh", 200),
        NameEn = part.Text("name_en", 200),
        CommonNameZh = part.OptionalText("common_name_zh", 200),
        CommonNameEn = part.OptionalText("common_name_en", 200),
        SummaryZh = part.Text("summary_zh"),
        SummaryEn = part.Text("summary_en"),
        TypeCode = part.Text("item_type_code", 2),
        LifeEvent = part.Text("life_event", 20),
        KeywordsZh = part.Texts("keywords_zh"),
        KeywordsEn = part.Texts("keywords_en"),
        ConditionsZh = part.Texts("conditions_zh"),
        ConditionsEn = part.Texts("conditions_en"),
        StepsZh = part.Texts("steps_zh"),
        StepsEn = part.Texts("steps_en"),
        ConsultPhone = part.Text("consult_phone", 40),
        ComplaintPhone = part.Text("complaint_phone", 40),
    };

    private static ItemContent Promises(JsonPart part, ItemContent content) => content with
    {
        HandlingMinutes = part.Number("handling_minutes", 1, 480),
        IsImmediate = part.Number("kind", 1, 2) == 1,
        PromisedDays = part.Number("promised_limit_workdays", 0, LongestTerm),
        StatutoryDays = part.OptionalNumber("statutory_limit_workdays", 0, LongestTerm),
        StatutoryInCalendarDays = part.Choice("limit_unit", CountsCalendarDays),
        IsJoint = part.OptionalFlag("joint_handling") == true,
        ExtensionDays = part.OptionalNumber("extension_limit_workdays", 0, LongestTerm),
        HallVisits = part.Number("hall_visits", 0, 20),
        HallVisitReasonZh = part.OptionalText("hall_visit_reason"),
        HallVisitReasonEn = part.OptionalText("hall_visit_reason_en"),
        Channels = part.Texts("channels"),
        Sites = part.Texts("site_ids"),
        Bookable = part.Flag("appointment"),
        PostDelivery = part.Flag("post_delivery"),
        OnlinePayment = part.Part("fee")?.Flag("online_payment") ?? false,
        Fees = [.. (part.Part("fee")?.Parts("lines") ?? []).Select(row => new Fee(row.Text("name_zh", 200), row.Text("name_en", 200), row.OptionalNumber("amount_fen", 0, int.MaxValue), row.Text("basis", 400)))],
    };

    private static Situation Situation(JsonPart part) =>
        new(part.Text("id", 40), part.Text("text_zh", 200), part.Text("text_en", 200), [.. part.Parts("options").Select(Option)]) { AskedWhen = Conditions(part, "asked_when") };

    private static SituationOption Option(JsonPart part) => new(part.Text("id", 40), part.Text("text_zh", 200), part.Text("text_en", 200));

    private static LegalBasis LegalBasis(JsonPart part) => new(part.Text("title", 200), part.OptionalText("article", 100))
    {
        TitleEn = part.OptionalText("title_en", 300),
        NoteZh = part.OptionalText("note_zh"),
        NoteEn = part.OptionalText("note_en"),
    };

    private static Material Material(JsonPart part) => Asked(part, new Material
    {
        Id = part.Text("id", 40),
        NameZh = part.Text("name_zh", 200),
        NameEn = part.Text("name_en", 200),
        IssuerZh = part.Text("issuer_zh", 200),
        IssuerEn = part.Text("issuer_en", 200),
        NoteZh = part.OptionalText("note_zh"),
        NoteEn = part.OptionalText("note_en"),
        BasisZh = part.OptionalText("basis_zh", 400),
        BasisEn = part.OptionalText("basis_en", 400),
    });

    private static Material Asked(JsonPart part, Material material) => material with
    {
        Originals = part.Number("originals", 0, 99),
        Copies = part.Number("copies", 0, 99),
        Form = part.Choice("form", Forms),
        Source = part.Choice("source", Sources),
        Required = part.Choice("necessity", Necessities),
        Deferrable = part.Flag("deferrable"),
        Returned = part.OptionalFlag("returned"),
        ReasonZh = part.Text("reason_zh"),
        ReasonEn = part.Text("reason_en"),
        AppliesWhen = Conditions(part, "applies_when"),
    };

    private static IReadOnlyList<Condition> Conditions(JsonPart part, string name) =>
        [.. (part.Part(name)?.Parts("all") ?? []).Select(row => new Condition(row.Text("question", 40), row.Texts("in")))];

    private static Dictionary<string, string> Themselves(params string[] names) => names.ToDictionary(name => name);
}
