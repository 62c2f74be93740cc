using System.Net;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Partners.Exchange;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Sm;

namespace Tongban.Tests.Partners;

/// <summary>What needs no program that runs: signatures, back-off, addresses, receipts.</summary>
public sealed class WebhookPureTests
{
    [Fact]
    public void A_webhook_is_signed_as_the_vector_of_standard_webhooks()
    {
        var key = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = WebhookSignature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}""", [key]);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
        Assert.Equal(2, WebhookSignature.Of("msg_1", 1, "{}", [key, "another key"u8.ToArray()]).Split(' ').Distinct().Count());
    }

    [Fact]
    public void Each_try_waits_longer_than_the_one_before_half_a_day_at_most_and_for_days_in_all()
    {
        var waits = Enumerable.Range(1, BackOff.MostTries).Select(tries => BackOff.After(tries, 0.5)).ToList();

        Assert.Equal(TimeSpan.FromSeconds(15), waits[0]);
        Assert.Equal(TimeSpan.FromSeconds(45), waits[1]);
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromHours(12), waits[^1]);
        Assert.InRange(waits.Aggregate((sum, wait) => sum + wait).TotalDays, 3, 5);
    }

    [Fact]
    public void Chance_moves_a_try_by_a_fifth_and_what_the_other_side_asks_for_is_granted_for_a_day()
    {
        Assert.Equal(TimeSpan.FromSeconds(12), BackOff.After(1, 0));
        Assert.Equal(TimeSpan.FromSeconds(18), BackOff.After(1, 1));
        Assert.Equal(TimeSpan.FromMinutes(5), BackOff.After(1, 1, TimeSpan.FromMinutes(5)));
        Assert.Equal(TimeSpan.FromSeconds(18), BackOff.After(1, 1, TimeSpan.FromSeconds(-9)));
        Assert.Equal(TimeSpan.FromDays(1), BackOff.After(1, 1, TimeSpan.FromDays(400)));
    }

    [Theory]
    [InlineData("https://partner.example/hooks", null)]
    [InlineData("http://partner.example/hooks", "partner.address-https")]
    [InlineData("https://10.1.2.3/hooks", "partner.address-private")]
    [InlineData("https://127.0.0.1/hooks", "partner.address-private")]
    [InlineData("https://localhost/hooks", "partner.address-private")]
    [InlineData("https://169.254.169.254/latest/meta-data", "partner.address-private")]
    [InlineData("https://[::1]/hooks", "partner.address-private")]
    [InlineData("https://[::ffff:10.0.0.1]/hooks", "partner.address-private")]
    [InlineData("https://0x7f000001/hooks", "partner.address-private")]
    [InlineData("https://user:word@partner.example/", "partner.address")]
    [InlineData("https://partner.example/#part", "partner.address")]
    [InlineData("ftp://partner.example/", "partner.address")]
    [InlineData("hooks", "partner.address")]
    public void Only_https_to_the_public_may_be_entered(string address, string? refused) =>
        Assert.Equal(refused, (Record.Exception(() => Rules("Production").Read(address)) as Refusal)?.Code);

    [Fact]
    public void In_development_this_machine_may_be_called_without_tls_and_no_other()
    {
        Assert.Equal("http://127.0.0.1:8080/hooks", Rules("Development").Read("http://127.0.0.1:8080/hooks"));
        Assert.Equal("partner.address-https", Assert.Throws<Refusal>(() => Rules("Development").Read("http://partner.example/")).Code);
        Assert.Equal("partner.address-private", Assert.Throws<Refusal>(() => Rules("Development").Read("https://192.168.1.1/")).Code);
        Assert.False(Rules("Production").MayCall(IPAddress.Loopback));
        Assert.True(Rules("Production").MayCall(IPAddress.Parse("8.8.8.8")));
    }

    [Fact]
    public void A_private_network_that_the_operator_names_may_be_called_and_its_neighbour_not()
    {
        var rules = Rules("Production", "10.20.0.0/16");

        Assert.Equal("https://10.20.3.4/hooks", rules.Read("https://10.20.3.4/hooks"));
        Assert.False(rules.MayCall(IPAddress.Parse("10.21.3.4")));
    }

    [Fact]
    public void A_receipt_counts_only_if_the_province_signed_it_for_this_record()
    {
        var (theirs, key) = Sm2.NewKeys();
        var (foreign, _) = Sm2.NewKeys();
        var payload = """{"id":"msg_1","accepted":true,"receipt":"R-7"}""";

        Assert.Equal(new Receipt(true, "R-7"), Receipt.Read(Json(SignedExchange.Of(payload, theirs)), "msg_1", key));
        Assert.Equal(new Receipt(false, "E-3"), Receipt.Read(Json(SignedExchange.Of("""{"id":"msg_1","accepted":false,"code":"E-3"}""", theirs)), "msg_1", key));
        Assert.Null(Receipt.Read(Json(SignedExchange.Of(payload, theirs)), "msg_2", key));
        Assert.Null(Receipt.Read(Json(SignedExchange.Of(payload, foreign)), "msg_1", key));
        Assert.Null(Receipt.Read(Json(SignedExchange.Of(payload, theirs) with { Payload = payload.Replace("R-7", "R-8", StringComparison.Ordinal) }), "msg_1", key));
        Assert.Null(Receipt.Read(payload, "msg_1", key));
        Assert.Null(Receipt.Read("no JSON", "msg_1", key));
    }

    [Fact]
    public void Without_its_key_any_good_answer_is_a_receipt_and_no_more_of_it_is_kept_than_fits()
    {
        Assert.Equal(new Receipt(true, ""), Receipt.Read("", "msg_1", null));
        Assert.Equal(new Receipt(true, ""), Receipt.Read("[1]", "msg_1", null));
        Assert.Equal(new Receipt(false, "E"), Receipt.Read("""{"accepted":false,"code":"E\n"}""", "msg_1", null));
        Assert.Equal(PartnerEvent.MaxReceipt, Receipt.Read($$"""{"receipt":"{{new string('r', 500)}}"}""", "msg_1", null)!.Text.Length);
    }

    private static string Json(SignedExchange signed) => System.Text.Json.JsonSerializer.Serialize(signed, System.Text.Json.JsonSerializerOptions.Web);

    private static WebhookRules Rules(string environment, params string[] networks) => new(Options.Create(new WebhookSettings { PrivateNetworks = networks }), new House(environment));

    private sealed class House(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "tongban";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
