using System.Text.RegularExpressions;
using Tongban.Kernel;

namespace Tongban.Catalogue;

/// <summary>Something in an item's content that does not fit together.</summary>
/// <param name="Code">The sentence in Words: <c>consistency.{code}</c>.</param>
/// <param name="Place">Which field or row.</param>
/// <param name="Refuses">It may not be published; otherwise it is a warning.</param>
/// <param name="Reason">For the command line and logs.</param>
public sealed record Finding(string Code, string Place, bool Refuses, string Reason);

/// <summary>
/// The rules by which the guides of provinces are audited (实施清单 consistency), and that the limit promised is not
/// longer than the law's (GB/T 39046-2020, table 4).
/// </summary>
public static partial class ConsistencyRules
{
    private const string Permit = "01";
    private const int StepsOfPermit = 5;

    /// <param name="content">What the item says.</param>
    /// <param name="theme">For whom its life event is; null where it is not known here.</param>
    public static IReadOnlyList<Finding> Check(ItemContent content, string? theme = null) =>
        [.. Theme(content, theme), .. Names(content), .. Limits(content), .. Visits(content), .. Fees(content), .. Phones(content), .. Permits(content), .. Licences(content), .. ContentReferences.Check(content)];

    private static IEnumerable<Finding> Theme(ItemContent content, string? theme) => Found(
        (theme is not null && !content.Audience.Contains(theme), new("theme-for-others", "life_event", false, "the life event is for others than those who may apply")),
        (content.Results.Count == 0, new("result-missing", "results", false, "people want to know what they will receive")),
        (content.ConditionsZh.Count != content.ConditionsEn.Count || content.StepsZh.Count != content.StepsEn.Count, new("translation-differs", "conditions_en", false, "conditions and steps have as many lines in English as in Chinese")));

    private static IEnumerable<Finding> Names(ItemContent content) => Found(
        (content.NameZh.Trim().Length == 0 || content.NameEn.Trim().Length == 0, new("name-missing", "name_zh", true, "the item needs a name in both languages")),
        (content.SummaryZh.Trim().Length == 0 || content.SummaryEn.Trim().Length == 0, new("summary-missing", "summary_zh", false, "a sentence that says what the item is for helps people find it")),
        (content.Audience.Count == 0, new("audience-missing", "service_object", true, "somebody must be able to apply: persons, enterprises or both")),
        (content.HandlingMinutes is < 1 or > 480, new("minutes", "handling_minutes", true, "the minutes at the window must be between 1 and 480")));

    private static IEnumerable<Finding> Limits(ItemContent content) => Found(
        (content.IsImmediate != (content.PromisedDays == 0), new("immediate-means-no-days", "promised_limit_workdays", true, "an immediate item promises 0 days, and only an immediate one")),
        (content is { StatutoryInCalendarDays: true, StatutoryDays: { } calendarDays } && content.PromisedDays <= calendarDays && content.PromisedDays * 7 > calendarDays * 5,
            new("promise-may-pass-law", "promised_limit_workdays", false, "so many working days last longer than the calendar days that the law allows")),
        (content.ExtensionDays > (content.IsJoint ? PermitLimits.JointExtension : PermitLimits.Extension),
            new("extension-too-long", "extension_limit_workdays", true, "an extension is 10 working days at most, of a joint matter 15 (Art. 42)")),
        (content is { TypeCode: Permit, StatutoryInCalendarDays: false, StatutoryDays: { } days, LegalBases.Count: 0 } && days > (content.IsJoint ? PermitLimits.JointDecision : PermitLimits.Decision),
            new("longer-than-permit-law", "statutory_limit_workdays", false, "longer than the 20 working days (joint: 45) of Art. 42: a law or regulation must say so")),
        (content.StatutoryDays is { } law && content.PromisedDays > law, new("promise-longer-than-law", "promised_limit_workdays", true, "the promised limit is longer than the law allows")));

    private static IEnumerable<Finding> Visits(ItemContent content) => Found(
        (content.HallVisits > 0 && string.IsNullOrWhiteSpace(content.HallVisitReasonZh), new("visit-needs-reason", "hall_visit_reason", true, "whoever must come to the hall is told why")),
        (content.HallVisits == 0 && !content.PostDelivery && !content.Channels.Contains("online"), new("no-visit-needs-way", "hall_visits", true, "without a visit there must be a way online or by post")),
        (content.Channels.Contains("window") && content.Sites.Count == 0, new("window-needs-site", "site_ids", true, "an item handled at windows needs a site that has one")));

    private static IEnumerable<Finding> Fees(ItemContent content) => Found(
        (content.Fees.Any(fee => string.IsNullOrWhiteSpace(fee.BasisZh) || string.IsNullOrWhiteSpace(fee.NameZh)), new("fee-needs-basis", "fee", true, "each fee needs a name and its legal basis")),
        (content.Fees.Any(fee => fee.AmountFen is null), new("fee-needs-amount", "fee", false, "people want to know the amount before they come")),
        (content.Fees.Count == 0 && content.OnlinePayment, new("nothing-to-pay", "fee", true, "an item without a fee has no online payment")));

    private static IEnumerable<Finding> Phones(ItemContent content) => Found(
        (content.ConsultPhone == content.ComplaintPhone, new("same-phone", "complaint_phone", true, "complaints need another telephone than enquiries")),
        (!WithAreaCode().IsMatch(content.ConsultPhone) || !WithAreaCode().IsMatch(content.ComplaintPhone), new("phone-area-code", "consult_phone", false, "telephones are given with their area code")));

    private static IEnumerable<Finding> Permits(ItemContent content) => content.TypeCode != Permit ? [] : Found(
        (content.Faq.Count == 0, new("permit-needs-faq", "faq", false, "a permit's guide answers at least one frequent question")),
        (content.StepsZh.Count < StepsOfPermit, new("permit-needs-steps", "steps_zh", false, "a permit has five steps: acceptance, review, approval, closing, delivery")),
        (content.LegalBases.Count == 0, new("permit-needs-law", "legal_basis", false, "a permit stands on a law")));

    // 证照类型代码, GB/T 36904: without a right one no licence can be issued when the case is closed.
    private static IEnumerable<Finding> Licences(ItemContent content) => Found(
        (content.Results.Any(result => result.LicenceTypeCode is { } code && !LicenceType.TryParse(code, out _)), new("licence-type", "results", true, "a licence type is the defining body's credit code (18 characters) and three digits")));

    private static IEnumerable<Finding> Found(params (bool Broken, Finding Finding)[] rules) =>
        rules.Where(rule => rule.Broken).Select(rule => rule.Finding);

    [GeneratedRegex(@"^(0\d{2,3}-\d{7,8}|1\d{4})$")]
    private static partial Regex WithAreaCode();
}
