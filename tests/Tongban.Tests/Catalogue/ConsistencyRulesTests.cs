using Tongban.Catalogue;

namespace Tongban.Tests.Catalogue;

public sealed class ConsistencyRulesTests
{
    public static TheoryData<string, bool, Func<ItemContent, ItemContent>> Broken => new()
    {
        { "name-missing", true, content => content with { NameEn = " " } },
        { "audience-missing", true, content => content with { Audience = [] } },
        { "minutes", true, content => content with { HandlingMinutes = 0 } },
        { "immediate-means-no-days", true, content => content with { IsImmediate = true } },
        { "immediate-means-no-days", true, content => content with { PromisedDays = 0 } },
        { "promise-longer-than-law", true, content => content with { PromisedDays = 4 } },
        { "extension-too-long", true, content => content with { ExtensionDays = 11 } },
        { "extension-too-long", true, content => content with { IsJoint = true, ExtensionDays = 16 } },
        { "longer-than-permit-law", false, content => content with { StatutoryDays = 21 } },
        { "longer-than-permit-law", false, content => content with { IsJoint = true, StatutoryDays = 46 } },
        { "visit-needs-reason", true, content => content with { HallVisitReasonZh = null } },
        { "no-visit-needs-way", true, content => content with { HallVisits = 0, Channels = ["window"], PostDelivery = false } },
        { "window-needs-site", true, content => content with { Sites = [] } },
        { "fee-needs-basis", true, content => content with { Fees = [new("登记费", "Fee", 8000, "")] } },
        { "nothing-to-pay", true, content => content with { OnlinePayment = true } },
        { "fee-needs-amount", false, content => content with { Fees = [new("登记费", "Fee", null, "财税〔2016〕79号")] } },
        { "promise-may-pass-law", false, content => content with { PromisedDays = 4, StatutoryDays = 5, StatutoryInCalendarDays = true } },
        { "result-missing", false, content => content with { Results = [] } },
        { "translation-differs", false, content => content with { StepsEn = ["Acceptance"] } },
        { "material-needs-count", true, content => content with { Materials = [content.Materials[0] with { Originals = 0 }] } },
        { "same-phone", true, content => content with { ComplaintPhone = content.ConsultPhone } },
        { "phone-area-code", false, content => content with { ConsultPhone = "00000100" } },
        { "permit-needs-faq", false, content => content with { Faq = [] } },
        { "permit-needs-steps", false, content => content with { StepsZh = ["受理", "办结"] } },
        { "material-twice", true, content => content with { Materials = [content.Materials[0], content.Materials[0]] } },
        { "material-needs-name", true, content => content with { Materials = [content.Materials[0] with { NameZh = "" }] } },
        { "material-needs-reason", true, content => content with { Materials = [content.Materials[0] with { ReasonZh = "" }] } },
        { "question-needs-options", true, content => content with { Materials = [], Situations = [content.Situations[0] with { Options = [content.Situations[0].Options[0]] }] } },
        { "condition-unknown", true, content => content with { Situations = [] } },
    };

    [Fact]
    public void A_sound_item_has_no_finding_that_refuses() =>
        Assert.DoesNotContain(ConsistencyRules.Check(Contents.StartCompany), finding => finding.Refuses);

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Finds_what_does_not_fit(string code, bool refuses, Func<ItemContent, ItemContent> change) =>
        Assert.Contains(ConsistencyRules.Check(change(Contents.StartCompany)), finding => finding.Code == code && finding.Refuses == refuses);

    [Fact]
    public void A_life_event_is_for_those_who_may_apply()
    {
        Assert.Contains(ConsistencyRules.Check(Contents.StartCompany with { Audience = [ItemContent.Enterprise] }, ItemContent.Personal), finding => finding is { Code: "theme-for-others", Refuses: false });
        Assert.DoesNotContain(ConsistencyRules.Check(Contents.StartCompany with { Audience = [ItemContent.Enterprise] }, ItemContent.Enterprise), finding => finding.Code == "theme-for-others");
    }

    [Fact]
    public void Working_days_within_the_laws_calendar_days_are_fine() =>
        Assert.DoesNotContain(ConsistencyRules.Check(Contents.StartCompany with { PromisedDays = 7, StatutoryDays = 15, StatutoryInCalendarDays = true }), finding => finding.Code == "promise-may-pass-law");

    [Fact]
    public void An_item_that_is_no_permit_needs_no_five_steps() =>
        Assert.DoesNotContain(ConsistencyRules.Check(Contents.OnTheSpot with { TypeCode = "20", StepsZh = ["受理"], Faq = [] }), finding => finding.Code.StartsWith("permit", StringComparison.Ordinal));
}
