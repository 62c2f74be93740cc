using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Partners;
using Tongban.Shared.Writes;
using Tongban.Tests.Appointments;
using Tongban.Tests.OneThing;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Partners;

/// <summary>A company is opened while seal maker, bank and post work on their own systems.</summary>
public sealed class PartnerApiTests
{
    [Fact]
    public async Task A_token_needs_the_secret_opens_what_it_was_asked_for_and_ends_with_its_client()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var bank = await Outside.RegisterAsync(app, PartnerKind.Bank, hall.Department.Code);

        Assert.Equal((401, "invalid_client"), await ErrorAsync(Outside.AskTokenAsync(bank.Program, bank.ClientId, "tbs_guessed")));
        Assert.Equal((401, "invalid_client"), await ErrorAsync(Outside.AskTokenAsync(bank.Program, Guid.NewGuid().ToString("N"), bank.Told.Secret)));
        Assert.Equal((400, "invalid_scope"), await ErrorAsync(Outside.AskTokenAsync(bank.Program, bank.ClientId, bank.Told.Secret, "exchange")));
        var basic = new HttpRequestMessage(HttpMethod.Post, bank.Program.AddressOf("/oauth/token")) { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        basic.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{bank.ClientId}:{bank.Told.Secret}")));
        Assert.InRange((await bank.Program.SendAsync(basic).GoodAsync()).GetProperty("expires_in").GetInt32(), 590, 600);

        Assert.Equal((401, "api.who-are-you"), await bank.Program.ReadAsync("/partner/steps").ProblemAsync());
        Assert.Equal((401, "api.who-are-you"), await bank.Program.ReadAsync("/partner/steps", ("Authorization", "Bearer made-up")).ProblemAsync());
        await bank.SignInAsync("steps.read");
        Assert.Equal(0, (await bank.ReadAsync("/steps").GoodAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal((403, "api.not-allowed"), await bank.PostAsync($"/steps/{Guid.NewGuid()}/acceptance").ProblemAsync());
        Assert.Equal((403, "api.not-allowed"), await bank.ReadAsync("/exchange/records").ProblemAsync());
        await bank.SignInAsync();
        Assert.Equal((404, "api.not-found"), await bank.PostAsync($"/steps/{Guid.NewGuid()}/acceptance").ProblemAsync());

        // A new secret holds at once, and the one before for a day.
        var renewed = await AdministerAsync(app, administration => administration.RenewSecretAsync(bank.Id, Actor.System));
        Assert.True((await Outside.AskTokenAsync(bank.Program, bank.ClientId, bank.Told.Secret)).IsSuccessStatusCode);
        app.Time.Advance(PartnerClient.Overlap);
        Assert.Equal((401, "invalid_client"), await ErrorAsync(Outside.AskTokenAsync(bank.Program, bank.ClientId, bank.Told.Secret)));
        Assert.True((await Outside.AskTokenAsync(bank.Program, bank.ClientId, renewed)).IsSuccessStatusCode);

        // Switched off: what was given before is worth nothing, and stays so when it is switched on again.
        await AdministerAsync(app, administration => administration.SwitchAsync(bank.Id, on: false, Actor.System));
        Assert.Equal((401, "api.who-are-you"), await bank.ReadAsync("/steps").ProblemAsync());
        Assert.Equal((401, "invalid_client"), await ErrorAsync(Outside.AskTokenAsync(bank.Program, bank.ClientId, renewed)));
        await AdministerAsync(app, administration => administration.SwitchAsync(bank.Id, on: true, Actor.System));
        Assert.Equal((401, "api.who-are-you"), await bank.ReadAsync("/steps").ProblemAsync());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<PartnerClient>().CountAsync(one => one.SecretHash.Contains(renewed) || one.SigningCipher.Contains(bank.Told.Signing))));
    }

    [Fact]
    public async Task A_company_is_opened_while_seal_maker_bank_and_post_work_on_their_own_systems()
    {
        await using var app = await TongbanApp.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var (seals, bank, post) = (await Outside.RegisterAsync(app, PartnerKind.SealMaker, "D20"), await Outside.RegisterAsync(app, PartnerKind.Bank, "D18"), await Outside.RegisterAsync(app, PartnerKind.Post, "D21"));
        foreach (var outside in new[] { seals, bank, post })
        {
            await outside.SignInAsync();
        }

        await founding.SubmitAsync(("Applicant.Delivery", "Post"), ("Applicant.Address", "郑州市郑东新区商务外环路 1 号"));
        await founding.FinishAsync(1);
        var bundle = await founding.BundleAsync();

        var step = await SealsAsync(app, seals, bundle);
        await SealsFinishAsync(app, seals, step);
        foreach (var other in new[] { 3, 4, 6, 7, 8 })
        {
            await founding.FinishAsync(other);
        }

        await BankAsync(founding, bank, (await founding.BundleAsync()).Step(5).CaseId!.Value);
        await PostAsync(app, post, await founding.BundleAsync());
        Assert.Contains("EA123456789CN", (await founding.Founder.PageAsync($"/onething/mine/{bundle.Number}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(8, await app.WithDbAsync(db => db.Set<Case>().CountAsync(one => one.DeliveredAt != null)));

        // What is kept to be answered again, and the journal, hold nothing of the person.
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<RequestKey>().CountAsync(one => one.Answer.Contains("王建国") || one.Answer.Contains("11010519491231002X") || one.Answer.Contains("商务外环路"))));
        Assert.Equal(0, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Data.Contains("王建国") || fact.Data.Contains("138000"))));
    }

    private static async Task<string> SealsAsync(TongbanApp app, Outside seals, Bundle bundle)
    {
        var listed = (await seals.ReadAsync("/steps").GoodAsync()).GetProperty("items").EnumerateArray().ToList();
        var step = $"/steps/{Assert.Single(listed).GetProperty("id").GetGuid()}";
        Assert.Equal(bundle.Step(2).CaseId, listed[0].GetProperty("id").GetGuid());

        // Another body's step is not there, to read or to work on.
        Assert.Equal((404, "api.not-found"), await seals.ReadAsync($"/steps/{bundle.Step(3).CaseId}").ProblemAsync());
        Assert.Equal((404, "api.not-found"), await seals.PostAsync($"/steps/{bundle.Step(3).CaseId}/acceptance").ProblemAsync());
        Assert.Equal((403, "api.not-allowed"), await seals.ReadAsync("/parcels").ProblemAsync());

        // Exactly what the step uses, and of a person the middle hidden until a reason is given.
        var shown = await seals.ReadAsync(step).GoodAsync();
        Assert.Equal(["entity_name", "legal_rep", "seal_choice", "uscc"], shown.GetProperty("fields").EnumerateArray().Select(field => field.Text("id")).Order());
        Assert.DoesNotContain("11010519491231002X", shown.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("餐饮服务", shown.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((422, "case.remark-missing"), await seals.PostAsync(step + "/reasons", new { reason = " " }).ProblemAsync());
        await seals.PostAsync(step + "/reasons", new { reason = "刻法人名章" }).GoodAsync();
        Assert.Contains("11010519491231002X", (await seals.ReadAsync(step).GoodAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "case.unmasked" && fact.By == $"partner:{seals.Id}")));
        return step;
    }

    private static async Task SealsFinishAsync(TongbanApp app, Outside seals, string step)
    {
        Assert.Equal(["accept", "return"], Possible(await seals.ReadAsync(step).GoodAsync()));
        Assert.Equal((409, "case.not-now"), await seals.PostAsync(step + "/result", new { given = Founding.Given[2] }).ProblemAsync());

        // Sent again the answer is the same and nothing happens twice; with a new key it is too late.
        var key = Guid.NewGuid().ToString();
        var first = await seals.PostAsync(step + "/acceptance", key: key).GoodAsync();
        var again = await seals.PostAsync(step + "/acceptance", key: key).GoodAsync();
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "case.accepted" && fact.By == $"partner:{seals.Id}")));
        var late = await seals.PostAsync(step + "/acceptance");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(["finish"], Possible(await late.JsonAsync()));

        Assert.Equal((422, "onething.output-missing"), await seals.PostAsync(step + "/result", new { given = new Dictionary<string, string>() }).ProblemAsync());
        Assert.Equal((422, "request.key-reused"), await seals.PostAsync(step + "/result", new { given = Founding.Given[2] }, key).ProblemAsync());
        Assert.Equal((422, "file.type"), await seals.PostAsync(step + "/result", new { given = Founding.Given[2], document = new { name = "list.pdf", content = "bm8gUERG"u8.ToArray() } }).ProblemAsync());
        var done = await seals.PostAsync(step + "/result", new { given = Founding.Given[2], document = new { name = "list.pdf", content = Upload.Pdf("f", "seals").Content } }).GoodAsync();
        Assert.Equal("done", done.Text("state").ToLowerInvariant());
        var twice = await seals.PostAsync(step + "/result", new { given = Founding.Given[2] });
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Empty(Possible(await twice.JsonAsync()));
        Assert.Single((await seals.ReadAsync("/steps?show=done").GoodAsync()).GetProperty("items").EnumerateArray());
    }

    private static async Task BankAsync(Founding founding, Outside bank, Guid id)
    {
        var step = $"/steps/{id}";
        Assert.Equal(id, Assert.Single((await bank.ReadAsync("/steps").GoodAsync()).GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal((422, "onething.meeting-closed"), await bank.PutAsync(step + "/meeting", new { startsAt = "2026-11-25T03:00:00+08:00" }).ProblemAsync());
        var named = await bank.PutAsync(step + "/meeting", new { startsAt = "2026-11-24T16:30:00+08:00" }).GoodAsync();
        Assert.False(named.GetProperty("meeting").GetProperty("agreed").GetBoolean());
        Assert.Equal((422, "onething.meeting-not-yours"), await bank.PostAsync(step + "/meeting/agreement").ProblemAsync());

        // Asked back at its very field.
        var wrong = new[] { new { id = "legal_rep", reason = "手机号打不通" } };
        Assert.Equal((422, "onething.rest-unchecked"), await bank.PostAsync(step + "/returns", new { findings = wrong }).ProblemAsync());
        var returned = await bank.PostAsync(step + "/returns", new { findings = wrong, restInOrder = true }).GoodAsync();
        Assert.Equal("returned", returned.Text("state").ToLowerInvariant());
        Assert.Equal("手机号打不通", returned.GetProperty("fields").EnumerateArray().Single(field => field.Text("id") == "legal_rep").Text("fault"));
        Assert.Equal((409, "case.not-now"), await bank.PostAsync(step + "/acceptance").ProblemAsync());
        await MendAsync(founding.App, id);

        await bank.PostAsync(step + "/acceptance").GoodAsync();
        var amendment = (await bank.ReadAsync(step).GoodAsync()).GetProperty("amendments").EnumerateArray().Select(one => (Guid?)one.GetProperty("id").GetGuid()).SingleOrDefault();
        if (amendment is { } unseen)
        {
            Assert.Equal((422, "onething.amendment-unseen"), await bank.PostAsync(step + "/result", new { given = Founding.Given[5] }).ProblemAsync());
            await bank.PostAsync($"{step}/amendments/{unseen}/notes").GoodAsync();
        }

        // No account before both have agreed to a visit.
        Assert.Equal((422, "onething.visit-first"), await bank.PostAsync(step + "/result", new { given = Founding.Given[5] }).ProblemAsync());
        Assert.Null((await founding.Founder.SubmitAsync($"/onething/mine/{(await founding.BundleAsync()).Number}", [], "#meeting-5 form.d-grid")).RefusalCode());
        var fee = (await bank.ReadAsync("/fees").GoodAsync()).EnumerateArray().First().Text("code");
        await bank.PostAsync(step + "/waivers", new { fee }).GoodAsync();
        Assert.Equal((422, "bank.already-waived"), await bank.PostAsync(step + "/waivers", new { fee }).ProblemAsync());
        Assert.Equal((422, "bank.unknown-fee"), await bank.PostAsync(step + "/waivers", new { fee = "none" }).ProblemAsync());
        Assert.Equal("done", (await bank.PostAsync(step + "/result", new { given = Founding.Given[5] }).GoodAsync()).Text("state").ToLowerInvariant());
    }

    // As the founder's page does it: the phone is another now.
    private static Task<bool> MendAsync(TongbanApp app, Guid caseId) => app.WithAsync(async services =>
    {
        var db = services.GetRequiredService<TongbanDb>();
        await using var transaction = await db.BeginAsInRequestAsync();
        var bundle = await services.GetRequiredService<Progressing>().HoldAsync((await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == caseId)).BundleId!.Value);
        var view = await services.GetRequiredService<BundleViews>().OfAsync(bundle);
        await services.GetRequiredService<Tongban.OneThing.Mending>().MendAsync(view, 5, new Dictionary<string, string> { ["legal_rep"] = "王建国\t11010519491231002X\t13900005678" }, new FormFileCollection(), Actor.Citizen(bundle.AccountId));
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    });

    private static async Task PostAsync(TongbanApp app, Outside post, Bundle bundle)
    {
        Assert.Equal(BundleStatus.Done, bundle.Status);
        var rival = await Outside.RegisterAsync(app, PartnerKind.Post, "D20");
        await rival.SignInAsync();
        var waiting = Assert.Single((await post.ReadAsync("/parcels").GoodAsync()).EnumerateArray());
        Assert.Equal(["collect"], Possible(waiting));
        Assert.False(waiting.TryGetProperty("to", out _));
        var parcel = $"/parcels/{waiting.GetProperty("id").GetGuid()}";
        Assert.Equal((409, "parcel.not-now"), await post.PostAsync(parcel + "/mailing", new { tracking = "EA1" }).ProblemAsync());

        await post.PostAsync(parcel + "/collection").GoodAsync();
        var label = (await post.ReadAsync(parcel).GoodAsync()).GetProperty("to");
        Assert.Equal(("王建国", "郑州市郑东新区商务外环路 1 号"), (label.Text("name"), label.Text("address")));
        Assert.Equal((404, "api.not-found"), await rival.PostAsync(parcel + "/collection").ProblemAsync());
        Assert.Empty((await rival.ReadAsync("/parcels").GoodAsync()).EnumerateArray());
        Assert.Equal((422, "parcel.tracking"), await post.PostAsync(parcel + "/mailing", new { tracking = "<b>" }).ProblemAsync());
        Assert.Equal("EA123456789CN", (await post.PostAsync(parcel + "/mailing", new { tracking = "ea123456789cn" }).GoodAsync()).Text("tracking"));
        Assert.Equal((409, "parcel.not-now"), await post.PostAsync(parcel + "/mailing", new { tracking = "EA2" }).ProblemAsync());
        Assert.Contains(await app.TextsToAsync(Guest.Phone), text => text.Contains("已经寄出", StringComparison.Ordinal));
        await post.PostAsync(parcel + "/arrival").GoodAsync();
        var arrived = await post.ReadAsync(parcel).GoodAsync();
        Assert.False(arrived.TryGetProperty("to", out _));
        Assert.Empty(Possible(arrived));
    }

    private static List<string> Possible(JsonElement told) => [.. told.GetProperty("possible").EnumerateArray().Select(move => move.GetString()!)];

    private static async Task<(int Status, string Error)> ErrorAsync(Task<HttpResponseMessage> sent)
    {
        var response = await sent;
        return ((int)response.StatusCode, (await response.JsonAsync()).Text("error"));
    }

    private static Task<bool> AdministerAsync(TongbanApp app, Func<PartnerAdministration, Task> act) => AdministerAsync(app, async administration =>
    {
        await act(administration);
        return true;
    });

    private static Task<T> AdministerAsync<T>(TongbanApp app, Func<PartnerAdministration, Task<T>> act) => app.WithAsync(services => act(services.GetRequiredService<PartnerAdministration>()));
}
