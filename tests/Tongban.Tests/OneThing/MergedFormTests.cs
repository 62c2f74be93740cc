using Tongban.Cases;

namespace Tongban.Tests.OneThing;

public sealed class MergedFormTests
{
    [Fact]
    public void What_several_steps_want_is_asked_once_and_what_a_step_makes_never()
    {
        var form = ShippedTemplates.Form(ShippedTemplates.Startup, ("entity_type", "ltd"), ("SU01.holder", "natural"), ("SU01.prem", "rent"), ("SU01.agent", "no"), ("SU01.prelic", "no"), ("seal_choice", "yes"));

        Assert.Equal(
            ["公司章程", "法定代表人（负责人）身份证", "自然人股东（合伙人）身份证", "房屋租赁合同", "出租房屋的产权证明", "劳动合同"],
            form.Materials.Select(material => material.Material.NameZh));
        Assert.Equal([1, 2, 3, 5], form.Materials.Single(material => material.Key == "SU01-M05").Of.Select(of => of.Step));
        Assert.DoesNotContain(form.Materials, material => material.Material.NameZh == "营业执照");
        Assert.DoesNotContain(ShippedTemplates.Form(form.Content, ("entity_type", "ltd"), ("articles", "model")).Materials, material => material.Material.NameZh == "公司章程");
        Assert.Contains(ShippedTemplates.Form(form.Content, ("entity_type", "ltd"), ("articles", "own")).Materials, material => material.Material.NameZh == "公司章程");
    }

    [Fact]
    public void A_question_of_two_items_is_asked_once_and_answers_both()
    {
        var form = ShippedTemplates.Form(ShippedTemplates.Startup, ("entity_type", "branch"), ("seal_choice", "no"), ("SU01.agent", "yes"));

        Assert.Equal(["SU01.prem", "SU01.agent", "SU01.prelic"], form.Questions.Select(question => question.Key));
        Assert.Equal(["SU01", "SU02"], form.Questions.Single(question => question.Key == "SU01.agent").Of.Select(of => of.Item));
        Assert.Equal(("yes", "no"), (form.AnswersOf("SU02")["agent"], form.AnswersOf("SU02")["sealsel"]));
        Assert.Equal("branch", form.AnswersOf("SU01")["ctype"]);
        Assert.Contains(form.Materials, material => material.Material.NameZh == "授权委托书" && material.Of.Count == 2);
    }

    [Fact]
    public void A_step_that_is_not_needed_asks_for_nothing()
    {
        var shop = ShippedTemplates.Of("OT-SHOP");
        var without = ShippedTemplates.Form(shop, ("premises", "own"), ("food", "retail"), ("tobacco", "no"), ("drains", "no"), ("MS04.agent", "no"));
        var with = ShippedTemplates.Form(shop, ("premises", "own"), ("food", "retail"), ("tobacco", "yes"), ("drains", "yes"), ("MS04.agent", "no"));

        Assert.Equal("1 2", string.Join(' ', without.Steps.Select(step => step.No)));
        Assert.Equal("1 2 3 4", string.Join(' ', with.Steps.Select(step => step.No)));
        Assert.DoesNotContain(without.Fields, field => field.Id == "near_school");
        Assert.Contains(with.Fields, field => field.Id == "near_school");
        Assert.Single(with.Materials, material => material.Material.NameZh == "居民身份证");
    }

    [Fact]
    public void The_household_register_is_shown_once_and_made_for_the_others()
    {
        var form = ShippedTemplates.Form(ShippedTemplates.Of("OT-BIRTH"), ("child_sex", "f"), ("for_child", "yes"), ("expenses", "no"), ("SS30.agent", "no"));

        Assert.Equal([3], form.Materials.Single(material => material.Material.NameZh == "居民户口簿").Of.Select(of => of.Step));
        Assert.DoesNotContain(form.Materials, material => material.Material.NameZh == "出生医学证明");
    }

    [Fact]
    public void A_steps_checklist_fetches_what_others_give()
    {
        var form = ShippedTemplates.Form(ShippedTemplates.Startup, ("entity_type", "ltd"), ("SU01.holder", "natural"), ("SU01.prem", "own"), ("SU01.agent", "no"), ("SU01.prelic", "no"), ("seal_choice", "yes"));

        var list = form.ChecklistOf(form.Content.Step(2)).ToDictionary(entry => entry.Key, entry => entry.Fetched);

        Assert.Equal([CaseMaterial.Form, "SU02-M01", "SU02-M02", "SU02-M03"], list.Keys);
        Assert.Equal([false, true, true, false], list.Values);
    }

    [Fact]
    public void What_may_follow_is_named_once_and_only_while_it_is_not_there()
    {
        var form = ShippedTemplates.Form(ShippedTemplates.Startup, ("entity_type", "ltd"), ("SU01.holder", "natural"), ("SU01.prem", "rent"), ("SU01.agent", "no"), ("SU01.prelic", "no"), ("seal_choice", "yes"));

        Assert.Equal(["出租房屋的产权证明", "劳动合同"], form.ToFollow([]).Select(material => material.Material.NameZh));
        Assert.Equal(["劳动合同"], form.ToFollow(["SU01-M13"]).Select(material => material.Material.NameZh));
        Assert.Empty(form.ToFollow(["SU01-M13", "SU07-M02"]));
    }

    [Fact]
    public void Who_closes_a_company_is_asked_only_what_it_had()
    {
        var close = ShippedTemplates.Of("OT-CLOSE");
        var small = ShippedTemplates.Form(close, ("liquidation", "simple"), ("customs", "no"), ("insured", "no"), ("account", "no"));
        var large = ShippedTemplates.Form(close, ("liquidation", "normal"), ("customs", "yes"), ("insured", "yes"), ("account", "yes"), ("bank_choice", "cib"));

        Assert.Equal("1 3 6", string.Join(' ', small.Steps.Select(step => step.No)));
        Assert.Equal("1 2 3 4 5 6", string.Join(' ', large.Steps.Select(step => step.No)));
        Assert.DoesNotContain(small.Fields, field => field.Id is "bank_choice" or "bank_account" or "visit_on" or "consent_share_bank");
        Assert.DoesNotContain(large.Materials, material => material.Material.NameZh is "清税证明" or "准予注销登记通知书");
    }
}
