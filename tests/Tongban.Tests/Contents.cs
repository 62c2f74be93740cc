using Tongban.Catalogue;

namespace Tongban.Tests;

/// <summary>Items as tests like them: small, with everything that matters once.</summary>
public static class Contents
{
    public static ItemContent StartCompany { get; } = new()
    {
        NameZh = "企业设立登记",
        NameEn = "Registration of a company",
        SummaryZh = "开办公司，领营业执照。",
        SummaryEn = "Start a company and get its licence.",
        TypeCode = "01",
        Audience = ["legal"],
        LifeEvent = "start_business",
        KeywordsZh = ["开公司", "营业执照"],
        KeywordsEn = ["company"],
        HandlingMinutes = 20,
        PromisedDays = 1,
        StatutoryDays = 3,
        HallVisits = 1,
        HallVisitReasonZh = "核对身份",
        HallVisitReasonEn = "Identity check",
        Channels = ["online", "window"],
        Sites = ["H01"],
        ConsultPhone = "0371-00000100",
        ComplaintPhone = "0371-00000999",
        Bookable = true,
        Situations =
        [
            new("who", "谁来办？", "Who comes?", [new("self", "法定代表人本人", "The legal representative"), new("agent", "委托他人", "Somebody authorised")]),
            new("place", "地址是租的吗？", "Is the address rented?", [new("own", "自有", "Own"), new("rent", "租的", "Rented")]),
        ],
        Materials =
        [
            Brings("M1", "身份证", "Identity card"),
            Brings("M2", "公司章程", "Articles"),
            Brings("M3", "授权委托书", "Letter of authority", new Condition("who", ["agent"])),
            Brings("M4", "租赁合同", "Lease", new Condition("place", ["rent"])),
        ],
        Results = [new("营业执照", "Business licence", null)],
        StepsZh = ["受理", "审核", "审批", "办结", "送达"],
        StepsEn = ["Acceptance", "Review", "Approval", "Closing", "Delivery"],
        Faq = [new("要多久？", "一个工作日。", "How long?", "One working day.")],
    };

    public static ItemContent OnTheSpot { get; } = StartCompany with
    {
        NameZh = "社保凭证打印",
        NameEn = "Print a social-insurance statement",
        IsImmediate = true,
        PromisedDays = 0,
        Situations = [],
        Materials = [Brings("M1", "身份证", "Identity card")],
    };

    private static Material Brings(string id, string nameZh, string nameEn, params Condition[] when) => new()
    {
        Id = id,
        NameZh = nameZh,
        NameEn = nameEn,
        Originals = 1,
        Form = "original",
        Source = "applicant",
        Required = true,
        ReasonZh = "核对申请人和申请内容",
        ReasonEn = "To check who applies and for what",
        AppliesWhen = when,
    };
}
