using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Partners;
using Tongban.Partners.Webhooks;
using Tongban.People;
using Tongban.Shared.Sm;
using Tongban.Tests.OneThing;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Partners;

/// <summary>What partners are told: written with the fact, sent until it arrives, never twice under another id.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task A_body_is_told_of_its_step_under_one_id_until_it_has_taken_it()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var seals = await Outside.RegisterAsync(app, PartnerKind.SealMaker, "D20", receiver.Address);
        var bank = await Outside.RegisterAsync(app, PartnerKind.Bank, "D18", receiver.Address);
        await founding.SubmitAsync();
        Assert.Empty(await seals.EventsAsync());
        await founding.FinishAsync(1);

        // Nobody is there: it is tried again after a quarter of a minute, and not before.
        receiver.Answers = _ => (503, "");
        Assert.Equal(0, await Outside.DeliverAsync(app));
        await Outside.DeliverAsync(app);
        var tried = Assert.Single(await seals.EventsAsync());
        Assert.Equal((PartnerEventStatus.Waiting, 1, "503", "step.ready"), (tried.Status, tried.Tries, tried.LastAnswer, tried.Type));
        Assert.InRange((tried.NextTryAt - app.Clock.Now).TotalSeconds, 12, 18);
        receiver.Answers = _ => (200, "");
        app.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, await Outside.DeliverAsync(app));

        Assert.Equal(2, receiver.Got.Count);
        var got = Assert.Single(receiver.Got.DistinctBy(one => one.Id));
        AssertSigned(receiver.Got.Last(), seals.Told.Signing);
        var step = (await founding.BundleAsync()).Step(2).CaseId!.Value;
        Assert.Equal(("step.ready", step), (JsonDocument.Parse(got.Body).RootElement.Text("type"), JsonDocument.Parse(got.Body).RootElement.GetProperty("data").GetProperty("id").GetGuid()));
        Assert.DoesNotContain("王建国", got.Body, StringComparison.Ordinal);

        // What it does itself it is not told of; what is refused leaves nothing behind.
        await seals.SignInAsync();
        await seals.PostAsync($"/steps/{step}/acceptance").GoodAsync();
        await seals.PostAsync($"/steps/{step}/acceptance").ProblemAsync();
        Assert.Single(await seals.EventsAsync());
        Assert.Empty(await bank.EventsAsync());
        await seals.PostAsync($"/steps/{step}/result", new { given = Founding.Given[2] }).GoodAsync();
        Assert.Equal(["step.ready"], (await bank.EventsAsync()).Select(one => one.Type));

        // A changed key: for a day the one before signs too.
        var renewed = await app.WithAsync(services => services.GetRequiredService<PartnerAdministration>().RenewSigningAsync(bank.Id, Actor.System));
        await Outside.DeliverAsync(app);
        AssertSigned(receiver.Got.Last(), bank.Told.Signing);
        AssertSigned(receiver.Got.Last(), renewed);
    }

    [Fact]
    public async Task Who_takes_nothing_for_days_is_stopped_somebody_is_told_and_nothing_is_lost()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var bank = await Outside.RegisterAsync(app, PartnerKind.Bank, hall.Department.Code, receiver.Address);
        var admin = await hall.SignedInAsync("admin", Role.Administrator);
        await TellAsync(app, bank, 2);
        receiver.Answers = _ => (500, "");

        for (var tries = 1; tries <= BackOff.MostTries; tries++)
        {
            await Outside.DeliverAsync(app);
            app.Time.Advance(TimeSpan.FromHours(15));
        }

        await Outside.DeliverAsync(app);
        Assert.NotNull((await bank.ClientAsync()).StoppedAt);
        var sent = receiver.Got.Count;
        app.Time.Advance(TimeSpan.FromDays(1));
        await TellAsync(app, bank, 1);
        await Outside.DeliverAsync(app);
        Assert.Equal(sent, receiver.Got.Count);
        Assert.Contains("停止推送", (await admin.PageAsync("/staff")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await (await hall.SignedInAsync("clerk", Role.Clerk)).PageAsync("/staff")).QuerySelector("[role=alert]"));

        receiver.Answers = _ => (204, "");
        receiver.Got.Clear();
        Assert.Null((await admin.SubmitAsync($"/staff/partners/{bank.Id}", [], "form#resume")).RefusalCode());
        Assert.Equal(3, await Outside.DeliverAsync(app));
        Assert.Equal(3, receiver.Got.Select(one => one.Id).Distinct().Count());
        Assert.All(await bank.EventsAsync(), one => Assert.Equal(PartnerEventStatus.Delivered, one.Status));
        Assert.Null((await admin.PageAsync("/staff")).QuerySelector("[role=alert]"));
        Assert.Equal(["partner.resumed", "partner.stopped"], await app.WithDbAsync(db => db.Facts.Where(fact => fact.What == "partner.stopped" || fact.What == "partner.resumed").Select(fact => fact.What).Order().ToListAsync()));

        // Gone is said once.
        receiver.Answers = _ => (410, "");
        await TellAsync(app, bank, 1);
        await Outside.DeliverAsync(app);
        Assert.NotNull((await bank.ClientAsync()).StoppedAt);
    }

    [Fact]
    public async Task One_event_that_is_choked_on_stops_no_others_and_is_sent_again_by_hand()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var bank = await Outside.RegisterAsync(app, PartnerKind.Bank, hall.Department.Code, receiver.Address);
        var admin = await hall.SignedInAsync("admin", Role.Administrator);
        await TellAsync(app, bank, 2);
        var bad = (await bank.EventsAsync())[0];
        receiver.Answers = got => (got.Id == bad.MessageId ? 400 : 200, "");

        for (var tries = 1; tries <= BackOff.MostTries; tries++)
        {
            await Outside.DeliverAsync(app);
            app.Time.Advance(TimeSpan.FromHours(15));
        }

        Assert.Null((await bank.ClientAsync()).StoppedAt);
        Assert.Equal([PartnerEventStatus.Stuck, PartnerEventStatus.Delivered], (await bank.EventsAsync()).Select(one => one.Status));
        Assert.Equal(BackOff.MostTries, receiver.Got.Count(one => one.Id == bad.MessageId));
        receiver.Answers = _ => (200, "");
        Assert.Null((await admin.SubmitAsync($"/staff/partners/{bank.Id}", [], "tr[data-status=Stuck] form")).RefusalCode());
        Assert.Equal(1, await Outside.DeliverAsync(app));
        Assert.Equal(2, receiver.Got.Select(one => one.Id).Distinct().Count());
        var counts = (await admin.PageAsync($"/staff/partners/{bank.Id}/days")).QuerySelector("#days tfoot")!;
        Assert.Equal(["2", "2", "2", "0", "0", "0"], counts.QuerySelectorAll("td.r").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task Of_two_workers_at_once_one_sends_each_event()
    {
        const int Events = 40;
        await using var app = await TongbanApp.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var bank = await Outside.RegisterAsync(app, PartnerKind.Bank, hall.Department.Code, receiver.Address);
        await TellAsync(app, bank, Events);
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();

        var arrived = await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => Outside.DeliverAsync(worker % 2 == 0 ? app : second ?? app, Events * 2))));

        Assert.Equal(Events, arrived.Sum());
        Assert.Equal(Events, receiver.Got.Count);
        Assert.Equal(Events, receiver.Got.Select(one => one.Id).Distinct().Count());
        Assert.All(await bank.EventsAsync(), one => Assert.Equal((PartnerEventStatus.Delivered, 1), (one.Status, one.Tries)));
    }

    [Fact]
    public async Task What_is_told_of_one_step_arrives_in_its_order()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var bank = await Outside.RegisterAsync(app, PartnerKind.Bank, hall.Department.Code, receiver.Address);
        var step = Guid.CreateVersion7();
        await TellAsync(app, bank, 3, step);
        var first = (await bank.EventsAsync()).Single(one => one.Position == 1);
        receiver.Answers = got => (got.Id == first.MessageId && receiver.Got.Count < 2 ? 400 : 200, "");

        Assert.Equal(0, await Outside.DeliverAsync(app));
        Assert.Single(receiver.Got);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, await Outside.DeliverAsync(app));

        Assert.Equal([1, 1, 2, 3], receiver.Got.Select(one => JsonDocument.Parse(one.Body).RootElement.GetProperty("data").GetProperty("sequence").GetInt32()));
    }

    [Fact]
    public async Task An_administrator_registers_a_system_whose_secret_is_shown_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var admin = await hall.SignedInAsync("admin", Role.Administrator);
        var authority = new Dictionary<string, string> { ["Name"] = "x", ["Kind"] = "SealMaker", ["Body"] = hall.Department.Id.ToString() };
        Assert.Equal("partner.body-kind", (await admin.SubmitAsync("/staff/partners", authority, "#new")).RefusalCode());
        await app.WithDbAsync(async db =>
        {
            await Outside.BeBankAsync(db, hall.Department.Code);
            return true;
        });
        Assert.Equal("partner.body-kind", (await admin.SubmitAsync("/staff/partners", authority, "#new")).RefusalCode());

        var shown = await (await admin.SubmitAsync("/staff/partners", new() { ["Name"] = "光大银行开户系统", ["Kind"] = "Bank", ["Body"] = hall.Department.Id.ToString() }, "#new")).PageAsync();
        var (secret, id) = (shown.QuerySelector("#secret")!.TextContent, shown.QuerySelector("#client-id")!.TextContent);
        Assert.StartsWith("whsec_", shown.QuerySelector("#signing")!.TextContent, StringComparison.Ordinal);
        Assert.True((await Outside.AskTokenAsync(app.NewBrowser(), id, secret)).IsSuccessStatusCode);

        var address = new Uri(shown.Url).AbsolutePath;
        Assert.Null((await admin.PageAsync(address)).QuerySelector("#secret"));
        Assert.Equal("partner.address-private", (await admin.SubmitAsync(address, new() { ["Address"] = "https://10.0.0.1/" }, "#address")).RefusalCode());
        Assert.Null((await admin.SubmitAsync(address, new() { ["Address"] = "https://bank.example/hooks" }, "#address")).RefusalCode());
        Assert.NotEqual(secret, (await (await admin.SubmitAsync(address, [], "#renew-secret")).PageAsync()).QuerySelector("#secret")!.TextContent);
        var signing = (await (await admin.SubmitAsync(address, [], "#renew-signing")).PageAsync()).QuerySelector("#signing")!.TextContent;
        Assert.NotEqual(shown.QuerySelector("#signing")!.TextContent, signing);
        Assert.NotNull((await (await admin.SubmitAsync(address, [], "#switch-off")).PageAsync()).QuerySelector("#switch-on"));
        Assert.Equal("partner.name-taken", (await admin.SubmitAsync("/staff/partners", new() { ["Name"] = "光大银行开户系统", ["Kind"] = "Bank", ["Body"] = hall.Department.Id.ToString() }, "#new")).RefusalCode());
        Assert.Equal("partner.needs-body", (await admin.SubmitAsync("/staff/partners", new() { ["Name"] = "x", ["Kind"] = "Post" }, "#new")).RefusalCode());
        Assert.Equal("partner.no-body", (await admin.SubmitAsync("/staff/partners", new() { ["Name"] = "x", ["Kind"] = "Province", ["Body"] = hall.Department.Id.ToString() }, "#new")).RefusalCode());
        await TrustsAsync(admin);
    }

    // The province's receipts count once its public key is known, and only a point of the curve is one.
    private static async Task TrustsAsync(Browser admin)
    {
        var province = new Uri((await (await admin.SubmitAsync("/staff/partners", new() { ["Name"] = "省平台", ["Kind"] = "Province" }, "#new")).PageAsync()).Url).AbsolutePath;
        Assert.Equal("partner.key", (await admin.SubmitAsync(province, new() { ["TheirKey"] = "04" + new string('1', 128) }, "#their-key")).RefusalCode());
        var key = Convert.ToHexString(Sm2.NewKeys().Public);
        Assert.Null((await admin.SubmitAsync(province, new() { ["TheirKey"] = key }, "#their-key")).RefusalCode());
        Assert.Equal(key, (await admin.PageAsync(province)).QuerySelector("[name=TheirKey]")!.GetAttribute("value"), ignoreCase: true);
    }

    /// <summary>Something to tell, as a move of a step leaves it.</summary>
    private static Task<int> TellAsync(TongbanApp app, Outside to, int count, Guid? step = null) => app.WithDbAsync(async db =>
    {
        var client = await db.Set<PartnerClient>().AsNoTracking().SingleAsync(one => one.Id == to.Id);
        db.AddRange(Enumerable.Range(1, count).Select(number => new PartnerEvent(client, Guid.CreateVersion7(), step ?? Guid.CreateVersion7(), step is null ? 1 : number, "step.ready", app.Clock.Now)));
        return await db.SaveChangesAsync();
    });

    private static void AssertSigned(Received got, string told)
    {
        var expected = WebhookSignature.Of(got.Id, long.Parse(got.Headers["webhook-timestamp"], null), got.Body, [Convert.FromBase64String(told["whsec_".Length..])]);
        Assert.Contains(expected, got.Headers["webhook-signature"].Split(' '));
    }
}
