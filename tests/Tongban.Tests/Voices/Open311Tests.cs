using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Tongban.Partners;
using Tongban.Tests.Partners;
using Tongban.Tests.Shared.Api;
using Tongban.Voices;

namespace Tongban.Tests.Voices;

/// <summary>GeoReport v2, by the npm client and by what the specification says of errors, formats and lists.</summary>
public sealed class Open311Tests
{
    [Fact]
    public async Task The_npm_client_discovers_lists_creates_and_is_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        var client = await Outside.RegisterAsync(app, PartnerKind.VoiceApp, null);
        await using var door = await Door.OpenAsync(app);

        var said = await RunAsync($"{door.Address}/open311/discovery.json", $"{client.ClientId}.{client.Told.Secret}");

        Assert.Equal($"{door.Address}/open311/v2/", said.Text("endpoint"));
        Assert.Equal(["inquiry", "help", "suggestion", "complaint", "praise"], said.GetProperty("services").EnumerateArray().Select(one => one.Text("service_code")));
        Assert.Equal(["body", "may_publish"], said.GetProperty("definition").GetProperty("attributes").EnumerateArray().Select(one => one.Text("code")));
        var voice = await desk.OneAsync();
        Assert.Equal((voice.Number, VoiceChannel.Api, VoiceKind.Suggestion, client.Id, desk.Hall.Department.Id, true), (said.GetProperty("made").Text("service_request_id"), voice.Channel, voice.Kind, voice.SourceId, voice.DepartmentId, voice.MayPublish));
        Assert.Equal(("王小明", 34.7601), (voice.Name, voice.Latitude));
        Assert.Equal(voice.Number, Assert.Single(said.GetProperty("listed").EnumerateArray()).Text("service_request_id"));
        Assert.Equal(("open", "suggestion"), (said.GetProperty("one").Text("status"), said.GetProperty("one").Text("service_code")));
        Assert.Contains("404", said.Text("unknown"), StringComparison.Ordinal);
        Assert.Contains("403", said.Text("wrongKey"), StringComparison.Ordinal);

        // What nobody has read yet is told to nobody, nor who said it.
        Assert.All(new[] { "坡道", "13800138311", "小明", "34.76" }, secret => Assert.DoesNotContain(secret, said.GetProperty("listed").GetRawText(), StringComparison.Ordinal));
        Assert.Single(await desk.MessagesAsync(), message => message.To == "13800138311");
    }

    [Fact]
    public async Task Both_formats_say_the_same_and_errors_are_said_as_the_specification_wants_them()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        var client = await Outside.RegisterAsync(app, PartnerKind.VoiceApp, null);
        var bank = await Outside.RegisterAsync(app, PartnerKind.Bank, desk.Hall.Department.Code);
        var key = $"{client.ClientId}.{client.Told.Secret}";

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(app, "json", ("service_code", "help"), ("description", "请帮我"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(app, "json", ("api_key", $"{bank.ClientId}.{bank.Told.Secret}"), ("service_code", "help"), ("description", "请帮我"))).StatusCode);
        var missing = await PostAsync(app, "xml", ("api_key", key), ("description", "请帮我"));
        var error = (await XmlAsync(missing)).Element("error")!;
        Assert.Equal((HttpStatusCode.BadRequest, "400", "text/xml"), (missing.StatusCode, error.Element("code")!.Value, missing.Content.Headers.ContentType!.MediaType));
        Assert.NotEmpty(error.Element("description")!.Value);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(app, "json", ("api_key", key), ("service_code", "urging"), ("description", "快"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "json", ("api_key", key), ("service_code", "help"), ("description", new string('长', 10_000)))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "json", ("api_key", key), ("service_code", "help"), ("description", "x"), ("lat", "NaN"), ("long", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(app, "json", ("api_key", key), ("service_code", "help"), ("description", "x"), ("address_id", "42"))).StatusCode);
        foreach (var inner in new[] { "http://127.0.0.1/a.jpg", "http://[::1]/a.jpg", "http://169.254.169.254/latest", "http://10.0.0.8/a", "http://localhost/a", "http://nas/a", "http://printer.local/a", "https://u:p@example.org/a", "javascript:alert(1)", "file:///etc/passwd", "a.jpg" })
        {
            Assert.Equal((inner, HttpStatusCode.BadRequest), (inner, (await PostAsync(app, "json", ("api_key", key), ("service_code", "help"), ("description", "x"), ("media_url", inner))).StatusCode));
        }

        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Voice>().CountAsync()));

        var made = (await XmlAsync(await PostAsync(app, "xml", ("api_key", key), ("service_code", "help"), ("description", "<b>&\u0001请帮我"), ("lat", "34.76012"), ("long", "113.72099"), ("media_url", "https://example.org/p/1.jpg"), ("attribute[may_publish]", "yes")))).Element("request")!;
        var number = made.Element("service_request_id")!.Value;
        // Who works on it reads where it is and where the picture lies; so does the app that sent it, and nobody else.
        var shown0 = await desk.Officer.PageAsync($"/staff/voices/{(await desk.OneAsync()).Id}");
        Assert.Equal("34.76012, 113.72099", shown0.QuerySelector("#coordinates")!.TextContent);
        Assert.Contains("https://example.org/p/1.jpg", shown0.QuerySelector("#media")!.TextContent, StringComparison.Ordinal);
        Assert.Null(shown0.QuerySelector("#media a"));
        async Task<(string?, string?)> ToldAsync(string asking)
        {
            var told = (await XmlAsync(await app.NewBrowser().GetAsync($"/open311/v2/requests/{number}.xml{asking}"))).Element("request")!;
            return (told.Element("lat")!.Value, told.Element("media_url")!.Value);
        }

        Assert.Equal(("34.76012", "https://example.org/p/1.jpg"), await ToldAsync($"?api_key={key}"));
        Assert.Equal(("", ""), await ToldAsync(""));
        await desk.DoAsync(desk.Officer, "route", "route", ("RouteTo", "centre"));
        await desk.DoAsync(desk.Officer, "take", "take");
        await desk.DoAsync(desk.Officer, "answer", "reply", ("Answer", "来帮您"));
        await desk.DoAsync(desk.Officer, "propose", "propose", ("Question", "请帮忙 <b>"), ("PublicAnswer", "有人帮"));
        await desk.DoAsync(desk.Manager, "publish", "publish");

        using var reader = app.NewBrowser();
        var xml = (await XmlAsync(await reader.GetAsync($"/open311/v2/requests/{number}.xml"))).Element("request")!;
        using var json = JsonDocument.Parse(await (await reader.GetAsync($"/open311/v2/requests.json?status=closed&service_code=help,praise&start_date=2026-11-01T00:00:00Z")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var one = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(xml.Elements().Select(field => field.Name.LocalName), one.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("请帮忙 <b>", "有人帮", "34.76", "113.721"), (xml.Element("description")!.Value, xml.Element("status_notes")!.Value, xml.Element("lat")!.Value, xml.Element("long")!.Value));
        Assert.Equal(("请帮忙 <b>", 34.76, JsonValueKind.Null), (one.Text("description"), one.GetProperty("lat").GetDouble(), one.GetProperty("address").ValueKind));
        Assert.Equal("[]", await (await reader.GetAsync("/open311/v2/requests.json?status=open")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        var statuses = new List<int>();
        foreach (var path in new[] { "requests.json?status=late", "requests.json?start_date=yesterday", "requests.json?page=abc", "requests.json?page_size=0", "requests.json?page=2", "requests.json?api_key=x", "services/urging.xml", "requests/S-20991231-0001.json", "services.json?jurisdiction_id=boston.gov", "services.xml?jurisdiction_id=c" })
        {
            statuses.Add((int)(await reader.GetAsync($"/open311/v2/{path}")).StatusCode);
        }

        Assert.Equal([400, 400, 400, 400, 200, 403, 404, 404, 404, 200], statuses);

        // What is not there is told in the format of the program that asks, and what is developed is no office's.
        var lost = await reader.GetAsync("/open311/v2/tokens/1.json");
        using var none = JsonDocument.Parse(await lost.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.NotFound, 404), (lost.StatusCode, none.RootElement[0].GetProperty("code").GetInt32()));
        Assert.Equal("404", (await XmlAsync(await reader.GetAsync("/open311/v2/services.yaml"))).Element("error")!.Element("code")!.Value);
        Assert.Equal("test", (await XmlAsync(await reader.GetAsync("/open311/discovery.xml"))).Descendants("type").Single().Value);

        // The administrator copies the key whole.
        var admin = await desk.Hall.SignedInAsync("admin", Tongban.People.Role.Administrator);
        var shown = await (await admin.SubmitAsync("/staff/partners", new() { ["Name"] = "随手拍", ["Kind"] = "VoiceApp" }, "#new")).PageAsync();
        var copied = shown.QuerySelector("#api-key")!.TextContent;
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(app, "json", ("api_key", copied), ("service_code", "help"), ("description", "请帮我"))).StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(TongbanApp app, string format, params (string Name, string Value)[] fields) => app.NewBrowser().SendAsync(
        new HttpRequestMessage(HttpMethod.Post, new Uri(Browser.Origin, $"open311/v2/requests.{format}")) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) });

    private static async Task<XElement> XmlAsync(HttpResponseMessage answer) => XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;

    private static async Task<JsonElement> RunAsync(string discovery, string key)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Path.Combine(HouseRules.Repository(), "tests", "open311"), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--no-deprecation", "client.mjs", discovery, key })
        {
            start.ArgumentList.Add(argument);
        }

        using var node = Process.Start(start)!;
        var (said, faults) = (node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await faults);
        return JsonDocument.Parse(await said).RootElement;
    }

    /// <summary>A port of this machine behind which the application answers, for a client that is a program of its own.</summary>
    private sealed class Door : IAsyncDisposable
    {
        private readonly WebApplication host;

        private Door(WebApplication host) => this.host = host;

        public string Address => host.Urls.Single();

        public static async Task<Door> OpenAsync(TongbanApp app)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
            var host = builder.Build();
            host.Run(context => PassAsync(context, app));
            await host.StartAsync();
            return new Door(host);
        }

        public ValueTask DisposeAsync() => host.DisposeAsync();

        private static async Task PassAsync(HttpContext context, TongbanApp app)
        {
            var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri($"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}"));
            if (context.Request.ContentLength > 0)
            {
                request.Content = new StreamContent(context.Request.Body);
                request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
            }

            using var browser = app.NewBrowser();
            var answer = await browser.SendAsync(request);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body);
        }
    }
}
