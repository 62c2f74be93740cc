using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Partners;
using Tongban.Partners.Exchange;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Sm;
using Tongban.Tests.OneThing;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Partners;

/// <summary>The province's exchange: records signed with SM2, receipts signed back, what was refused told as refused.</summary>
public sealed class ExchangeTests
{
    private static readonly (byte[] Private, byte[] Public) Province = Sm2.NewKeys();

    [Fact]
    public async Task Records_go_to_the_province_signed_and_count_once_it_has_signed_for_them()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        var founding = await Founding.BeginAsync(app);
        var province = await Outside.RegisterAsync(app, PartnerKind.Province, null);
        await province.SignInAsync();
        Assert.Equal((422, "exchange.no-key"), await province.PostAsync("/exchange/receipts", Signed("m0", app, Province.Private)).ProblemAsync());
        await AdministerAsync(app, administration => administration.TrustAsync(province.Id, Convert.ToHexString(Province.Public), Actor.System));
        await founding.SubmitAsync();
        await founding.FinishAsync(1);

        // Fetched: a company's case, licence and one-thing, and nothing of the person behind it.
        var fetched = (await province.ReadAsync("/exchange/records?limit=100").GoodAsync()).EnumerateArray().Select(Read).ToList();
        Assert.All(fetched, one => Assert.True(one.IsFrom(Convert.FromHexString(province.Told.Signing))));
        Assert.All(fetched, one => Assert.False((one with { Payload = one.Payload.Replace("type", "tYpe", StringComparison.Ordinal) }).IsFrom(Convert.FromHexString(province.Told.Signing))));
        var records = fetched.Select(one => JsonDocument.Parse(one.Payload).RootElement).ToList();
        Assert.Equal(["bundle.submitted", "case.accepted", "case.ended", "licence.issued"], records.Select(one => one.Text("type")).Order(StringComparer.Ordinal));
        var ended = records.Single(one => one.Text("type") == "case.ended").GetProperty("content");
        Assert.Equal(("granted", "legal", Founding.Answers["a.entity_name"]), (ended.Text("outcome"), ended.Text("applicantType"), ended.Text("applicantName")));
        Assert.DoesNotContain(fetched, one => one.Payload.Contains("王建国", StringComparison.Ordinal) || one.Payload.Contains("11010519491231002X", StringComparison.Ordinal));

        await ReceiptsAsync(app, province, records);
        await PushedAsync(app, founding, province, receiver);
        var day = app.Clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var counts = await province.ReadAsync($"/exchange/counts?from={day}&through={day}").GoodAsync();
        var made = (await province.EventsAsync()).Count;
        Assert.Equal((made, made - 1, 1, 0), (counts.GetProperty("made").GetInt32(), counts.GetProperty("received").GetInt32(), counts.GetProperty("refused").GetInt32(), counts.GetProperty("waiting").GetInt32()));
        Assert.Equal((422, "partner.days"), await province.ReadAsync("/exchange/counts?from=2026-11-25&through=2026-11-24").ProblemAsync());
    }

    // One byte, another's key, an old one, one that came before: none of them does anything.
    private static async Task ReceiptsAsync(TongbanApp app, Outside province, List<JsonElement> records)
    {
        var ids = records.Select(one => one.Text("id")).ToList();
        var good = Signed("m1", app, Province.Private, [new(ids[0], false, Code: "E-17"), .. ids.Skip(1).Select(id => new RecordReceipt(id, true, "R-" + id[^4..])), new("msg_unknown", true)]);
        Assert.Equal((422, "exchange.signature"), await province.PostAsync("/exchange/receipts", good with { Payload = good.Payload.Replace("E-17", "E-18", StringComparison.Ordinal) }).ProblemAsync());
        Assert.Equal((422, "exchange.signature"), await province.PostAsync("/exchange/receipts", Signed("m1", app, Sm2.NewKeys().Private)).ProblemAsync());
        Assert.Equal((422, "exchange.stale"), await province.PostAsync("/exchange/receipts", Signed("m2", app, Province.Private, late: TimeSpan.FromMinutes(6))).ProblemAsync());
        Assert.Equal((422, "exchange.malformed"), await province.PostAsync("/exchange/receipts", SignedExchange.Of("{}", Province.Private)).ProblemAsync());
        Assert.All(await province.EventsAsync(), one => Assert.Equal(PartnerEventStatus.Waiting, one.Status));

        var key = Guid.NewGuid().ToString();
        var read = await province.PostAsync("/exchange/receipts", good, key).GoodAsync();
        Assert.Equal((ids.Count, "msg_unknown"), (read.GetProperty("recorded").GetInt32(), read.GetProperty("unknown")[0].GetString()));
        Assert.Equal(read.GetRawText(), (await province.PostAsync("/exchange/receipts", good, key).GoodAsync()).GetRawText());
        Assert.Equal((422, "exchange.replayed"), await province.PostAsync("/exchange/receipts", good).ProblemAsync());
        var events = await province.EventsAsync();
        Assert.Equal("E-17", Assert.Single(events, one => one.Status == PartnerEventStatus.Refused).Receipt);
        Assert.Equal(ids.Count - 1, events.Count(one => one.Status == PartnerEventStatus.Delivered && one.Receipt.StartsWith("R-", StringComparison.Ordinal)));
        Assert.Empty((await province.ReadAsync("/exchange/records").GoodAsync()).EnumerateArray());
    }

    // Pushed: an answer that the province did not sign is none.
    private static async Task PushedAsync(TongbanApp app, Founding founding, Outside province, Receiver receiver)
    {
        await AdministerAsync(app, administration => administration.SendToAsync(province.Id, receiver.Address, Actor.System));
        await founding.FinishAsync(4);
        receiver.Answers = _ => (200, "");
        Assert.Equal(0, await Outside.DeliverAsync(app));
        Assert.Contains(await province.EventsAsync(), one => one is { Status: PartnerEventStatus.Waiting, LastAnswer: "signature", Tries: 1 });

        receiver.Answers = got => (200, JsonSerializer.Serialize(SignedExchange.Of($$"""{"id":"{{got.Id}}","accepted":true,"receipt":"P-1"}""", Province.Private), JsonSerializerOptions.Web));
        for (var round = 0; round < 6; round++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(2));
            await Outside.DeliverAsync(app);
        }

        Assert.All(receiver.Got, got => Assert.True(Read(JsonDocument.Parse(got.Body).RootElement).IsFrom(Convert.FromHexString(province.Told.Signing))));
        Assert.Contains(await province.EventsAsync(), one => one is { Status: PartnerEventStatus.Delivered, Receipt: "P-1", Type: "case.ended" });
    }

    private static SignedExchange Signed(string number, TongbanApp app, byte[] key, RecordReceipt[]? receipts = null, TimeSpan late = default) => SignedExchange.Of(
        JsonSerializer.Serialize(new { id = number, time = app.Services.GetRequiredService<TimeProvider>().GetUtcNow() - late, receipts = receipts ?? [new("msg_unknown", true)] }, JsonSerializerOptions.Web), key);

    private static SignedExchange Read(JsonElement told) => new(told.Text("payload"), told.Text("signature"));

    private static Task<bool> AdministerAsync(TongbanApp app, Func<PartnerAdministration, Task> act) => app.WithAsync(async services =>
    {
        await act(services.GetRequiredService<PartnerAdministration>());
        return true;
    });
}
