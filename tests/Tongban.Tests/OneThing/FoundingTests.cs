using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Benefits;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Ratings;

namespace Tongban.Tests.OneThing;

public sealed class FoundingTests
{
    [Fact]
    public async Task One_form_becomes_eight_cases_at_five_desks_and_a_bank_and_one_answer()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);

        var bundle = await founding.SubmitAsync();
        Assert.Equal([1], bundle.Steps.Where(step => step.CaseId is not null).Select(step => step.No));
        Assert.Equal("OT-STARTUP-20261124-0001", bundle.Number);

        await founding.FinishAsync(1);
        Assert.Equal([1, 2, 3, 4, 6], (await founding.BundleAsync()).Steps.Where(step => step.CaseId is not null).Select(step => step.No).Order());

        // Sent back once: it waits for the founder, the others go on.
        var wrong = new Dictionary<string, string> { ["Marked"] = "legal_rep", ["Wrong[legal_rep]"] = "手机号打不通" };
        Assert.Equal("onething.rest-unchecked", (await founding.DoAsync(2, "return", wrong)).RefusalCode());
        Assert.Equal("onething.marked", (await founding.DoAsync(2, "accept", wrong)).RefusalCode());
        Assert.Equal("onething.nothing-marked", (await founding.DoAsync(2, "return", new() { ["RestInOrder"] = "true" })).RefusalCode());
        Assert.Equal(MaterialState.HandedIn, (await StateAsync(app, founding, 2))["SU02-M03"]);
        Assert.Null((await founding.DoAsync(2, "return", new(wrong) { ["RestInOrder"] = "true" })).RefusalCode());
        Assert.Equal(MaterialState.Received, (await StateAsync(app, founding, 2))["SU02-M03"]);
        await founding.FinishAsync(3);
        await founding.FinishAsync(4);
        var page = await founding.Founder.PageAsync($"/onething/mine/{bundle.Number}");
        Assert.Equal("Returned", page.QuerySelector("#step-2")!.GetAttribute("data-state"));
        Assert.Contains("手机号打不通", page.QuerySelector("#returned-2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Waiting", page.QuerySelector("#step-5")!.GetAttribute("data-state"));
        await MendAsync(founding, bundle, "13900005678");

        // Whoever used the answer already takes note of the change; the registrar has finished and only reads it.
        foreach (var step in new[] { 2, 6, 7, 8 })
        {
            await founding.FinishAsync(step);
        }

        var fee = await app.WithDbAsync(db => db.Set<Tongban.Banks.WaivedFee>().Join(db.Set<Tongban.Banks.Bank>(), one => one.BankId, bank => bank.Id, (one, bank) => new { one.Id, one.AmountFen, bank.DepartmentId })
            .Join(db.Set<Tongban.Network.Department>(), one => one.DepartmentId, body => body.Id, (one, body) => new { one.Id, one.AmountFen, body.Code }).OrderBy(one => one.Id).ToListAsync());
        var own = fee.First(one => one.Code == "D18");
        await founding.FinishAsync(5, new() { ["Waived"] = own.Id.ToString() });
        Assert.Equal((own.Id, bundle.Id), await app.WithDbAsync(db => db.Set<Tongban.Banks.Waiver>().Join(db.Set<Case>(), one => one.CaseId, one => one.Id, (waiver, one) => new ValueTuple<Guid, Guid>(waiver.FeeId, one.BundleId!.Value)).SingleAsync()));

        var done = await founding.BundleAsync();
        Assert.Equal(BundleStatus.Done, done.Status);
        var shown = await founding.Founder.PageAsync($"/onething/mine/{bundle.Number}");
        Assert.Contains(Founding.Uscc, shown.QuerySelector("#results")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(8, shown.QuerySelectorAll("tr[data-state=Done]").Length);
        // Eight steps, one rating: of the whole.
        var whole = await app.WithDbAsync(db => db.Set<Service>().SingleAsync(service => service.BundleId != null));
        Assert.Equal((bundle.Id, ServiceMoment.Whole, $"/rate/{whole.Token}"), (whole.BundleId, whole.Moment, shown.QuerySelector("a#rate")!.GetAttribute("href")));
        Assert.Contains("企业开办", (await app.NewBrowser().PageAsync($"/rate/{whole.Token}")).QuerySelector(".tb-step")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["invoice_mailing 1200", "seal_set 22500", "tax_device 16000"], await GrantsAsync(app));
        Assert.Contains("397.00", shown.QuerySelector("#free")!.TextContent, StringComparison.Ordinal);
        Assert.Contains((own.AmountFen / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), shown.QuerySelector("#waived")!.TextContent, StringComparison.Ordinal);
        await AskForCreditAsync(founding, bundle);
        var clerk = await founding.DeskAsync("w05");
        Assert.Null((await clerk.SubmitAsync("/staff/bundles", new() { ["Note"] = "居民身份证" })).RefusalCode());
        Assert.NotNull((await founding.BundleAsync()).DeliveredAt);
        Assert.Equal(8, await app.WithDbAsync(db => db.Set<Case>().CountAsync(one => one.DeliveredAt != null)));
        Assert.Equal(0, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Data.Contains("王建国") || fact.Data.Contains("138000"))));
    }

    [Fact]
    public async Task A_body_sees_its_own_steps_and_only_what_they_use()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        await founding.SubmitAsync();
        await founding.FinishAsync(1);
        var bundle = await founding.BundleAsync();
        var seals = await founding.DeskAsync("partner-d20");

        var page = await seals.PageAsync($"/staff/steps/{bundle.Step(2).CaseId}");
        Assert.DoesNotContain("餐饮服务", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("11010519491231002X", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await seals.GetAsync($"/staff/steps/{bundle.Step(3).CaseId}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await seals.GetAsync("/staff/inbox")).StatusCode);
        await founding.DoAsync(2, "unmask", new() { ["Text"] = "刻法人名章" }, "form#unmask");
        Assert.Contains("11010519491231002X", (await seals.PageAsync($"/staff/steps/{bundle.Step(2).CaseId}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await app.NewBrowser().GetAsync($"/onething/mine/{bundle.Number}")).StatusCode);
    }

    [Fact]
    public async Task Of_two_officers_who_decide_at_once_one_does_and_the_other_reads_what_is_still_possible()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var bundle = await founding.SubmitAsync();
        Assert.Null((await founding.DoAsync(1, "accept")).RefusalCode());
        var (desk, address) = (await founding.DeskAsync("approver-d02"), $"/staff/steps/{bundle.Step(1).CaseId}");
        var head = await founding.DeskAsync("head-d02");
        var given = Founding.Given[1].ToDictionary(one => $"Given[{one.Key}]", one => one.Value);
        given["Do"] = "finish";
        var pages = new[] { (desk, page: await desk.PageAsync(address)), (desk: head, page: await head.PageAsync(address)) };

        var answers = await Task.WhenAll(pages.Select(one => Task.Run(() => one.desk.SubmitRawAsync(one.page, new(given), "form#finish"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        var lost = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Conflict);
        Assert.NotNull((await lost.PageAsync()).QuerySelector("#allowed"));
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "bundle.step-done")));
        Assert.Equal(5, (await founding.BundleAsync()).Steps.Count(step => step.CaseId is not null));
    }

    [Fact]
    public async Task Bodies_that_finish_at_the_same_moment_begin_what_waits_for_both_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        await founding.SubmitAsync();
        await founding.FinishAsync(1);
        foreach (var step in new[] { 2, 3, 4, 6 })
        {
            Assert.Null((await founding.DoAsync(step, "accept")).RefusalCode());
        }

        var bundle = await founding.BundleAsync();
        var pages = new List<(Browser Desk, AngleSharp.Dom.IDocument Page, Dictionary<string, string> Given)>();
        foreach (var step in new[] { 2, 3, 4, 6 })
        {
            var desk = await founding.DeskAsync(Founding.Desks[step]);
            pages.Add((desk, await desk.PageAsync($"/staff/steps/{bundle.Step(step).CaseId}"), Founding.Given[step].ToDictionary(one => $"Given[{one.Key}]", one => one.Value)));
        }

        var answers = await Task.WhenAll(pages.Select(one => Task.Run(() => one.Desk.SubmitRawAsync(one.Page, new(one.Given) { ["Do"] = "finish" }, "form#finish"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Equal([5, 7, 8], (await founding.BundleAsync()).Steps.Where(step => step.CaseId is not null).Select(step => step.No).Except([1, 2, 3, 4, 6]).Order());
        Assert.Equal(8, await app.WithDbAsync(db => db.Set<Case>().CountAsync()));
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_told_at_its_field_and_what_was_right_is_kept()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);

        var wrong = await founding.SendAsync(new() { ["a.entity_name"] = "云栖里", ["a.capital"] = "五十", ["a.entity_type"] = "ltd" }, "submit");
        var page = await wrong.PageAsync();
        Assert.Equal("五十", page.QuerySelector("#a_capital")!.GetAttribute("value"));
        Assert.Contains("数字", page.QuerySelector("#a_capital-error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#a_bank_choice-error, #w-a_bank_choice .tb-error"));
        // Not handed in, but what was right is kept, with the files.
        var half = new Dictionary<string, string> { ["a.entity_name"] = "云栖里", ["a.capital"] = "五十", ["Applicant.Name"] = "李小明", ["Applicant.IdNumber"] = "1101", ["Applicant.Delivery"] = "Post", ["Applicant.Address"] = "郑州市平安大道 1 号" };
        foreach (var act in new[] { "submit", "save" })
        {
            Assert.NotNull((await (await founding.SendAsync(half, act, Upload.Pdf("file.SU01-M05"))).PageAsync()).QuerySelector("#Applicant_IdNumber-error"));
            var again = await founding.Founder.PageAsync(Founding.Address);
            Assert.Equal(("云栖里", ""), (again.QuerySelector("#a_entity_name")!.GetAttribute("value"), again.QuerySelector("#a_capital")!.GetAttribute("value") ?? ""));
            Assert.Equal(("李小明", "郑州市平安大道 1 号"), (again.QuerySelector("#Applicant_Name")!.GetAttribute("value"), again.QuerySelector("#Applicant_Address")!.GetAttribute("value")));
            Assert.Equal(("Post", 1), (again.QuerySelector("#Applicant_Delivery option[selected]")!.GetAttribute("value"), again.QuerySelectorAll("#m-file_SU01-M05 button").Length));
        }

        var draft = await founding.BundleAsync();
        Assert.Equal((BundleStatus.Draft, (string?)null, (string?)null), (draft.Status, draft.IdCipher, draft.IdHash));
        Assert.Null((await founding.Founder.SubmitAsync(Founding.Address, [], "form#discard")).RefusalCode());

        Assert.Null((await founding.SaveAsync(new() { ["a.entity_name"] = "云栖里" })).RefusalCode());
        Assert.Equal("云栖里", (await founding.Founder.PageAsync(Founding.Address)).QuerySelector("#a_entity_name")!.GetAttribute("value"));
        // A file that is refused says so at its material.
        var refused = await (await founding.SendAsync(new() { ["a.entity_name"] = "云栖里" }, "save", new Upload("file.SU01-M05", "id.pdf", "<html>"u8.ToArray()))).PageAsync();
        Assert.NotNull(refused.QuerySelector("#file_SU01-M05-error"));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<BundleFile>().CountAsync()));
        var stored = await app.WithDbAsync(db => db.Set<BundleAnswer>().AsNoTracking().ToListAsync());
        Assert.All(stored, answer => Assert.DoesNotContain("云栖里", answer.Cipher, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_published_meanwhile_does_not_touch_what_runs_and_taking_it_back_ends_every_step()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var bundle = await founding.SubmitAsync();
        var editor = await founding.DeskAsync("editor");
        Assert.Null((await editor.SubmitAsync("/staff/onething/OT-STARTUP/1", new() { ["Do"] = "draft" }, "form#draft")).RefusalCode());
        var text = (await editor.PageAsync("/staff/onething/OT-STARTUP/2")).QuerySelector("textarea")!.TextContent;
        Assert.Null((await editor.SubmitAsync("/staff/onething/OT-STARTUP/2", new() { ["Do"] = "save", ["Text"] = text.Replace("\"target_hours\": 16", "\"target_hours\": 20", StringComparison.Ordinal) }, "form#edit")).RefusalCode());
        Assert.Null((await editor.SubmitAsync("/staff/onething/OT-STARTUP/2", new() { ["Do"] = "publish" }, "form#edit")).RefusalCode());
        Assert.Contains("20", (await founding.Founder.PageAsync("/onething/OT-STARTUP")).QuerySelector("#answer")!.TextContent, StringComparison.Ordinal);

        var second = await editor.PageAsync("/staff/onething/OT-STARTUP/2");
        Assert.Equal(["-   \"target_hours\": 16,", "+   \"target_hours\": 20,"], second.QuerySelectorAll("#diff del, #diff ins").Select(line => line.TextContent));
        Assert.Equal((8, 8), (second.QuerySelectorAll(".tb-plan svg.tb-lane rect").Length, second.QuerySelectorAll("#step-table tbody tr").Length));

        var kept = await app.WithDbAsync(db => db.Set<TemplateVersion>().AsNoTracking().SingleAsync(version => version.Id == bundle.TemplateVersionId));
        Assert.Equal((1, 16), (kept.Number, kept.Content.TargetHours));
        await founding.FinishAsync(1);
        await founding.FinishAsync(3);
        Assert.Equal(["invoice_mailing 1200", "tax_device 16000"], await GrantsAsync(app));
        Assert.Null((await founding.Founder.SubmitAsync($"/onething/mine/{bundle.Number}", [], "form#cancel")).RefusalCode());

        Assert.Empty(await GrantsAsync(app));
        Assert.Equal(BundleStatus.Cancelled, (await founding.BundleAsync()).Status);
        Assert.Equal([CaseStatus.Closed, CaseStatus.Closed, CaseStatus.Withdrawn, CaseStatus.Withdrawn, CaseStatus.Withdrawn], await app.WithDbAsync(db => db.Set<Case>().Select(one => one.Status).OrderBy(status => status).ToListAsync()));
        var ended = await founding.BundleAsync();
        Assert.Equal("onething.not-now", Assert.Throws<Refusal>(() => ended.Finish(app.Clock.Now)).Code);
    }

    [Fact]
    public async Task A_file_is_taken_back_and_a_draft_is_thrown_away_with_all_that_was_typed()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var answers = new Dictionary<string, string>(Founding.Answers);
        await founding.SaveAsync(answers);
        Assert.Null((await founding.SendAsync(answers, "save", Upload.Pdf("file.SU01-M05"))).RefusalCode());
        Assert.Contains("PDF", (await (await founding.SendAsync(answers, "save", new Upload("file.SU01-M05", "x.exe", [1, 2, 3, 4]))).PageAsync()).QuerySelector("#file_SU01-M05-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("case.unknown-material", (await founding.SendAsync(answers, "save", Upload.Pdf("file.SU99-M01"))).RefusalCode());
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<BundleFile>().CountAsync()));

        var page = await founding.Founder.PageAsync(Founding.Address);
        await founding.Founder.FollowAsync(await founding.Founder.SubmitRawAsync(page, [], "#one-form", "Remove"));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<BundleFile>().CountAsync()));
        await founding.Founder.SubmitAsync(Founding.Address, [], "form#discard");

        Assert.Equal((0, 0), await app.WithDbAsync(async db => (await db.Set<Bundle>().CountAsync(), await db.Set<BundleAnswer>().CountAsync())));
    }

    [Fact]
    public async Task A_step_that_was_not_accepted_begins_anew_and_a_changed_answer_is_read_before_anything_is_decided()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var bundle = await founding.SubmitAsync();
        var address = $"/onething/mine/{bundle.Number}";
        Assert.Null((await founding.DoAsync(1, "not-accept", new() { ["Reason"] = "NotOurs", ["Text"] = "住所在别的区", ["Competent"] = "金水区市场监管局" }, "form#not-accept")).RefusalCode());
        var first = bundle.Step(1).CaseId;

        Assert.Null((await founding.Founder.SubmitAsync(address, [], "#step-1 form")).RefusalCode());
        var again = await founding.BundleAsync();
        Assert.NotEqual(first, again.Step(1).CaseId);
        Assert.Null((await founding.DoAsync(1, "accept")).RefusalCode());
        Assert.Equal("onething.answer-number", (await founding.Founder.SubmitAsync(address, new() { ["a.capital"] = "很多" }, "#change form")).RefusalCode());
        Assert.Null((await founding.Founder.SubmitAsync(address, new() { ["a.capital"] = "80" }, "#change form")).RefusalCode());
        var changed = (await founding.Founder.PageAsync(address)).QuerySelector("#am")!.ParentElement!;
        Assert.Equal(("50", "80"), (changed.QuerySelector("del")!.TextContent, changed.QuerySelector("ins")!.TextContent));
        var seen = (await (await founding.DeskAsync(Founding.Desks[1])).PageAsync($"/staff/steps/{again.Step(1).CaseId}")).QuerySelector(".amended")!;
        Assert.Equal(("50", "80"), (seen.QuerySelector("del")!.TextContent, seen.QuerySelector("ins")!.TextContent));
        var given = Founding.Given[1].ToDictionary(one => $"Given[{one.Key}]", one => one.Value);

        Assert.Equal("onething.amendment-unseen", (await founding.DoAsync(1, "finish", given, "form#finish")).RefusalCode());
        Assert.Null((await founding.DoAsync(1, "see", form: "form.tb-note")).RefusalCode());
        Assert.Equal("uscc.check-digit", (await founding.DoAsync(1, "finish", new(given) { ["Given[uscc]"] = "91410100MA0000015C" }, "form#finish")).RefusalCode());
        Assert.Equal("onething.output-missing", (await founding.DoAsync(1, "finish", new(given) { ["Given[licence_no]"] = " " }, "form#finish")).RefusalCode());
        Assert.Equal("onething.answer-during", (await founding.DoAsync(1, "finish", new(given) { ["Given[registered_at]"] = "1900-01-01" }, "form#finish")).RefusalCode());
        Assert.Equal("onething.answer-past", (await founding.DoAsync(1, "finish", new(given) { ["Given[registered_at]"] = "2031-01-01" }, "form#finish")).RefusalCode());
        Assert.Null((await founding.DoAsync(1, "finish", given, "form#finish")).RefusalCode());
        // The company is registered under its name: it is not renamed beside the register.
        Assert.Equal("onething.answer-used", (await founding.Founder.SubmitAsync(address, new() { ["a.entity_name"] = "另一个名字有限公司" }, "#change form")).RefusalCode());
        Assert.Equal("case.close-in-bundle", await ClosedElsewhereAsync(founding));
    }

    [Fact]
    public async Task The_bank_names_a_time_the_founder_another_and_both_agree_to_one()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var address = $"/onething/mine/{(await founding.SubmitAsync()).Number}";
        await founding.FinishAsync(1);
        await founding.FinishAsync(2);

        Assert.Null((await founding.DoAsync(5, "accept")).RefusalCode());
        var given = Founding.Given[5].ToDictionary(one => $"Given[{one.Key}]", one => one.Value);
        Assert.Equal("onething.visit-first", (await founding.DoAsync(5, "finish", given, "form#finish")).RefusalCode());
        Assert.Equal("onething.meeting-when", (await founding.DoAsync(5, "propose", new() { ["When"] = "2026-11-20T09:00" }, "form#meeting")).RefusalCode());
        Assert.Null((await founding.DoAsync(5, "propose", new() { ["When"] = "2026-11-25T09:00" }, "form#meeting")).RefusalCode());
        Assert.Null((await founding.Founder.SubmitAsync(address, new() { ["when"] = "2026-11-25T15:00" }, "#meeting-5 details form")).RefusalCode());
        Assert.Null((await founding.DoAsync(5, "agree", form: "form#meeting")).RefusalCode());
        // Agreed is not yet here.
        Assert.Equal("onething.visit-not-yet", (await founding.DoAsync(5, "finish", given, "form#finish")).RefusalCode());
        var agreed = await app.WithDbAsync(db => db.Set<Meeting>().AsNoTracking().SingleAsync());
        Assert.Equal((app.Clock.At(new(2026, 11, 25), new(15, 0)), true, false), (agreed.StartsAt, agreed.AgreedAt is not null, agreed.ByBody));

        // The bank cannot keep it: what was agreed is open again until the founder says yes.
        Assert.Null((await founding.DoAsync(5, "propose", new() { ["When"] = "2026-11-25T16:00" }, "form#meeting")).RefusalCode());
        Assert.Equal("onething.visit-first", (await founding.DoAsync(5, "finish", given, "form#finish")).RefusalCode());
        Assert.Null((await founding.Founder.SubmitAsync(address, [], "#meeting-5 form.d-grid")).RefusalCode());
        Assert.Equal(app.Clock.At(new(2026, 11, 25), new(16, 0)), await app.WithDbAsync(db => db.Set<Meeting>().Where(one => one.AgreedAt != null).Select(one => one.StartsAt).SingleAsync()));
    }

    [Fact]
    public async Task A_faulty_template_is_told_fault_by_fault_and_cannot_be_published()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var editor = await founding.DeskAsync("editor");
        var text = System.Text.Json.JsonSerializer.Serialize(ShippedTemplates.Startup, TemplateContent.Json).Replace("\"item\": \"SU02\"", "\"item\": \"XX99\"", StringComparison.Ordinal).Replace("\"body\": \"D20\"", "\"body\": \"D99\"", StringComparison.Ordinal);

        Assert.Equal("onething.not-json", (await editor.SubmitAsync("/staff/onething", new() { ["Code"] = "OT-NEW", ["Text"] = text[..200] }, "form#new-template")).RefusalCode());
        var page = await (await editor.SubmitAsync("/staff/onething", new() { ["Code"] = "ot-new", ["Text"] = text }, "form#new-template")).PageAsync();

        Assert.Equal(["answers", "unknown-body", "unknown-item"], page.QuerySelectorAll("#faults li").Select(line => line.GetAttribute("data-code")).Order());
        Assert.Equal("onething.faulty", (await editor.SubmitAsync("/staff/onething/OT-NEW/1", new() { ["Do"] = "publish" }, "form#edit")).RefusalCode());
        // After a text that cannot be read nothing is said to be in order, and what was typed is still there.
        var unread = await (await editor.SubmitAsync("/staff/onething/OT-NEW/1", new() { ["Do"] = "save", ["Text"] = text[..200] }, "form#edit")).PageAsync();
        Assert.NotNull(unread.QuerySelector("#unreadable"));
        Assert.Null(unread.QuerySelector("#checked"));
        Assert.Empty(unread.QuerySelectorAll("#faults li"));
        Assert.Equal(text[..200], unread.QuerySelector("textarea")!.TextContent.Trim());
        var cyclic = System.Text.Json.JsonSerializer.Serialize(ShippedTemplates.Startup with { Steps = [.. ShippedTemplates.Startup.Steps.Select(step => step.No == 1 ? step with { DependsOn = [2] } : step)] }, TemplateContent.Json);
        var round = await (await editor.SubmitAsync("/staff/onething/OT-NEW/1", new() { ["Do"] = "publish", ["Text"] = cyclic }, "form#edit")).PageAsync();
        Assert.Equal("cycle", Assert.Single(round.QuerySelectorAll("#faults li")).GetAttribute("data-code"));
        Assert.Equal("onething.code-taken", (await editor.SubmitAsync("/staff/onething", new() { ["Code"] = "OT-NEW", ["Text"] = text }, "form#new-template")).RefusalCode());
    }

    // The department's own inbox leads to the same case; there it is decided, but not closed without what others wait for.
    private static async Task<string?> ClosedElsewhereAsync(Founding founding)
    {
        var bundle = await founding.BundleAsync();
        Assert.Null((await founding.DoAsync(3, "accept")).RefusalCode());
        var (desk, address) = (await founding.DeskAsync("approver-d03"), $"/staff/inbox/{bundle.Step(3).CaseId}");
        await desk.SubmitAsync(address, new() { ["Do"] = "claim" }, "form#claim");
        await desk.SubmitAsync(address, new() { ["Do"] = "agree", ["Text"] = "同意" }, "form#step");
        return (await desk.SubmitAsync(address, new() { ["Do"] = "close" }, "form#close")).RefusalCode();
    }

    // Only what is ticked goes to the bank that is chosen, and it is taken back as easily.
    private static async Task AskForCreditAsync(Founding founding, Bundle bundle)
    {
        var (founder, address) = (founding.Founder, $"/onething/mine/{bundle.Number}/credit");
        Assert.NotNull((await founder.PageAsync($"/onething/mine/{bundle.Number}")).QuerySelector($"a[href$='/credit']"));
        var page = await founder.PageAsync(address);
        Assert.Empty(page.QuerySelectorAll("#share input[checked]"));
        var offer = page.QuerySelector("input[name=Offer]")!.GetAttribute("value")!;
        Assert.Equal("lead.no-fields", (await founder.SubmitAsync(address, new() { ["Offer"] = offer }, "#ask")).RefusalCode());
        Assert.Null((await founder.SubmitAsync(address, new() { ["Offer"] = offer, ["Share"] = Tongban.Banks.SharedFields.Name }, "#ask")).RefusalCode());
        var lead = await founding.App.WithDbAsync(db => db.Set<Tongban.Banks.LoanLead>().AsNoTracking().SingleAsync());
        Assert.Equal([Tongban.Banks.SharedFields.Name], lead.Fields);
        Assert.Null((await founder.SubmitAsync(address, [], "form.withdraw")).RefusalCode());
        Assert.NotNull(await founding.App.WithDbAsync(db => db.Set<Tongban.Banks.LoanLead>().Select(one => one.WithdrawnAt).SingleAsync()));
    }

    private static async Task<Dictionary<string, MaterialState>> StateAsync(TongbanApp app, Founding founding, int step)
    {
        var id = (await founding.BundleAsync()).Step(step).CaseId;
        return (await app.WithDbAsync(db => db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == id))).Materials.ToDictionary(material => material.Key, material => material.State);
    }

    private static Task<List<string>> GrantsAsync(TongbanApp app) => app.WithDbAsync(async db =>
        await db.Set<Grant>().Where(grant => grant.ReversedAt == null).Join(db.Set<BenefitKind>(), grant => grant.KindId, kind => kind.Id, (grant, kind) => kind.Code + " " + grant.CostFen).OrderBy(text => text).ToListAsync());

    private static async Task MendAsync(Founding founding, Bundle bundle, string phone)
    {
        var page = await founding.Founder.PageAsync($"/onething/mine/{bundle.Number}");
        var form = page.QuerySelector("#returned-2 form")!;
        using var content = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(form.QuerySelector("input[name='request-key']")!.GetAttribute("value")!), "request-key" },
            { new StringContent("王建国"), "a.legal_rep" },
            { new StringContent("11010519491231002X"), "a.legal_rep" },
            { new StringContent(phone), "a.legal_rep" },
        };
        var answer = await founding.Founder.SendAsync(new HttpRequestMessage(HttpMethod.Post, founding.Founder.AddressOf($"/onething/mine/{bundle.Number}?step=2&handler=Mend")) { Content = content });
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        // Only who still works on it is waited for; the registrar and the tax bureau have finished.
        Assert.Contains("还有 1 个部门没看", (await founding.Founder.PageAsync($"/onething/mine/{bundle.Number}")).QuerySelector("#am")!.ParentElement!.TextContent, StringComparison.Ordinal);
        foreach (var (step, amendment) in (await founding.App.WithDbAsync(db => db.Set<Amendment>().AsNoTracking().ToListAsync())).SelectMany(one => one.Notes.Select(note => (note.StepNo, one.Id))))
        {
            var current = (await founding.BundleAsync()).Step(step);
            var desk = await founding.DeskAsync(Founding.Desks[step]);
            var step2 = await desk.PageAsync($"/staff/steps/{current.CaseId}");
            Assert.NotNull(step2.QuerySelector($"form input[value='{amendment}']"));
            Assert.Null((await desk.SubmitAsync($"/staff/steps/{current.CaseId}", new() { ["Do"] = "see" }, "form.tb-note")).RefusalCode());
        }
    }
}
