using Tongban.Kernel;

namespace Tongban.Catalogue.Editing;

/// <summary>From content to form and back; what the form does not show stays as it was.</summary>
public static class FormContent
{
    public static ItemForm Of(ItemContent content) => new()
    {
        NameZh = content.NameZh,
        NameEn = content.NameEn,
        CommonNameZh = content.CommonNameZh,
        CommonNameEn = content.CommonNameEn,
        SummaryZh = content.SummaryZh,
        SummaryEn = content.SummaryEn,
        KeywordsZh = Lines.Of(content.KeywordsZh),
        KeywordsEn = Lines.Of(content.KeywordsEn),
        ConditionsZh = Lines.Of(content.ConditionsZh),
        ConditionsEn = Lines.Of(content.ConditionsEn),
        StepsZh = Lines.Of(content.StepsZh),
        StepsEn = Lines.Of(content.StepsEn),
        Audience = [.. content.Audience],
        LifeEvent = content.LifeEvent,
        Channels = [.. content.Channels],
        Sites = [.. content.Sites],
        Results = Lines.Of(content.Results.Select(result => Lines.Row(result.NameZh, result.NameEn, result.LicenceTypeCode))),
        SpecialProcedures = Lines.Of(content.SpecialProcedures),
        StatutoryInCalendarDays = content.StatutoryInCalendarDays,
        HandlingMinutes = content.HandlingMinutes,
        PromisedDays = content.PromisedDays,
        StatutoryDays = content.StatutoryDays,
        IsJoint = content.IsJoint,
        ExtensionDays = content.ExtensionDays,
        HallVisits = content.HallVisits,
        HallVisitReasonZh = content.HallVisitReasonZh,
        HallVisitReasonEn = content.HallVisitReasonEn,
        Bookable = content.Bookable,
        PostDelivery = content.PostDelivery,
        OnlinePayment = content.OnlinePayment,
        ConsultPhone = content.ConsultPhone,
        ComplaintPhone = content.ComplaintPhone,
        Fees = Lines.Of(content.Fees.Select(fee => Lines.Row(fee.NameZh, fee.NameEn, fee.AmountFen is { } fen ? new Money(fen).ToShortYuanText() : "", fee.BasisZh))),
        LegalBases = Lines.Of(content.LegalBases.Select(basis => Lines.Row(basis.Title, basis.Article))),
        Faq = Lines.Of(content.Faq.Select(row => Lines.Row(row.QuestionZh, row.AnswerZh, row.QuestionEn, row.AnswerEn))),
        Situations = [.. content.Situations.Select(SituationRow.Of), new()],
        Materials = [.. content.Materials.Select(MaterialContent.Of), new() { Required = true }],
    };

    public static ItemContent Apply(ItemForm form, ItemContent content) => Lists(form, Choices(form, Texts(form, content))) with
    {
        StatutoryInCalendarDays = form.StatutoryInCalendarDays,
        HandlingMinutes = form.HandlingMinutes,
        PromisedDays = form.PromisedDays,
        IsImmediate = form.PromisedDays == 0,
        StatutoryDays = form.StatutoryDays,
        IsJoint = form.IsJoint,
        ExtensionDays = form.ExtensionDays,
        HallVisits = form.HallVisits,
        HallVisitReasonZh = form.HallVisitReasonZh,
        HallVisitReasonEn = form.HallVisitReasonEn,
        Bookable = form.Bookable,
        PostDelivery = form.PostDelivery,
        OnlinePayment = form.OnlinePayment,
        ConsultPhone = form.ConsultPhone.Trim(),
        ComplaintPhone = form.ComplaintPhone.Trim(),
    };

    private static ItemContent Texts(ItemForm form, ItemContent content) => content with
    {
        NameZh = form.NameZh.Trim(),
        NameEn = form.NameEn.Trim(),
        CommonNameZh = form.CommonNameZh,
        CommonNameEn = form.CommonNameEn,
        SummaryZh = form.SummaryZh ?? "",
        SummaryEn = form.SummaryEn ?? "",
        KeywordsZh = Lines.Split(form.KeywordsZh),
        KeywordsEn = Lines.Split(form.KeywordsEn),
        ConditionsZh = Lines.Split(form.ConditionsZh),
        ConditionsEn = Lines.Split(form.ConditionsEn),
        StepsZh = Lines.Split(form.StepsZh),
        StepsEn = Lines.Split(form.StepsEn),
    };

    private static ItemContent Choices(ItemForm form, ItemContent content) => content with
    {
        Audience = Chosen(content.Audience, form.Audience, ItemContent.Audiences),
        LifeEvent = form.LifeEvent ?? "",
        Channels = Chosen(content.Channels, form.Channels, ItemContent.ChannelsKnown),
        Sites = Chosen(content.Sites, form.Sites, form.Sites.Union(content.Sites)),
    };

    // In the order they stood, so that saving without a change is none; what nobody knows comes in nowhere.
    private static IReadOnlyList<string> Chosen(IReadOnlyList<string> before, List<string> chosen, IEnumerable<string> known) =>
        [.. before.Where(chosen.Contains), .. known.Where(one => chosen.Contains(one) && !before.Contains(one))];

    private static ItemContent Lists(ItemForm form, ItemContent content) => content with
    {
        Fees = [.. Lines.Rows(form.Fees, 4).Select(row => new Fee(row[0], row[1], row[2].Length == 0 ? null : Money.ParseYuan(row[2]).Fen, row[3]))],
        LegalBases = [.. Lines.Rows(form.LegalBases, 2).Select(row => LegalBasis(row, content))],
        Faq = [.. Lines.Rows(form.Faq, 4).Select(row => new Question(row[0], row[1], row[2], row[3]))],
        Results = [.. Lines.Rows(form.Results, 3).Select(row => new ItemResult(row[0], row[1], row[2].Length == 0 ? null : row[2]))],
        SpecialProcedures = Lines.Split(form.SpecialProcedures),
        Situations = [.. form.Situations.Where(row => !string.IsNullOrWhiteSpace(row.Id)).Select(row => row.ToSituation())],
        Materials = [.. form.Materials.Where(row => !string.IsNullOrWhiteSpace(row.Id)).Select(row => MaterialContent.Apply(row, content))],
    };

    private static LegalBasis LegalBasis(string[] row, ItemContent content) =>
        content.LegalBases.FirstOrDefault(basis => basis.Title == row[0]) is { } known
            ? known with { Article = row[1].Length == 0 ? null : row[1] }
            : new LegalBasis(row[0], row[1].Length == 0 ? null : row[1]);
}

/// <summary>A material from content to its row and back.</summary>
public static class MaterialContent
{
    public static IReadOnlyList<string> Forms { get; } = ["original", "copy", "electronic"];

    public static IReadOnlyList<string> Sources { get; } = ["applicant", "government", "third_party", "data_sharing", "hall"];

    public static MaterialRow Of(Material material) => new()
    {
        Id = material.Id,
        NameZh = material.NameZh,
        NameEn = material.NameEn,
        Form = material.Form,
        Source = material.Source,
        Originals = material.Originals,
        Copies = material.Copies,
        Required = material.Required,
        Deferrable = material.Deferrable,
        Returned = material.Returned == true,
        ReasonZh = material.ReasonZh,
        ReasonEn = material.ReasonEn,
        NoteZh = material.NoteZh,
        NoteEn = material.NoteEn,
        AppliesWhen = ConditionText.Of(material.AppliesWhen),
    };

    public static Material Apply(MaterialRow row, ItemContent content)
    {
        Refusal.Unless(Forms.Contains(row.Form) && Sources.Contains(row.Source), "item-form.material", row.Id!);
        var id = row.Id!.Trim();
        var known = content.Materials.FirstOrDefault(material => material.Id == id) ?? new Material { Id = id };
        return known with
        {
            NameZh = row.NameZh ?? "",
            NameEn = row.NameEn ?? "",
            Form = row.Form,
            Source = row.Source,
            Originals = row.Originals,
            Copies = row.Copies,
            Required = row.Required,
            Deferrable = row.Deferrable,
            Returned = row.Returned ? true : known.Returned is null ? null : false,
            ReasonZh = row.ReasonZh ?? "",
            ReasonEn = row.ReasonEn ?? "",
            NoteZh = row.NoteZh,
            NoteEn = row.NoteEn,
            AppliesWhen = ConditionText.Parse(row.AppliesWhen),
        };
    }
}
