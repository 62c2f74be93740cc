using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Shared.Api;
using Tongban.Shared.Words;

namespace Tongban.Tests.Shared.Api;

/// <summary>The API's document: complete, and readable by people.</summary>
public sealed class ApiDocumentTests
{
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];

    [Fact]
    public async Task Every_endpoint_says_what_it_does_who_may_and_what_each_parameter_means()
    {
        await using var app = await TongbanApp.StartAsync();
        var document = await DocumentAsync(app);

        var operations = OperationsOf(document).ToList();
        var silent = operations.Where(one => !one.Operation.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 10 } || !one.Operation.Text("description").Contains("Allowed: ", StringComparison.Ordinal)).Select(one => one.Name);
        var mute = operations.SelectMany(one => Parameters(one.Operation).Where(parameter => !parameter.TryGetProperty("description", out _)).Select(parameter => $"{one.Name} {parameter.Text("name")}"));

        Assert.True(operations.Count >= 30);
        Assert.Empty(silent);
        Assert.Empty(mute);
        Assert.DoesNotContain(operations.SelectMany(one => Parameters(one.Operation)), parameter => parameter.Text("name") is "db" or "stop" or "clock");
    }

    [Fact]
    public async Task Every_endpoint_below_the_api_stands_in_the_document()
    {
        await using var app = await TongbanApp.StartAsync();
        var told = OperationsOf(await DocumentAsync(app)).Select(one => one.Operation.Text("operationId")).Order(StringComparer.Ordinal);

        var there = app.ApiEndpoints().Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName).Order(StringComparer.Ordinal);

        Assert.Equal(there, told);
    }

    [Fact]
    public async Task Every_refusal_that_is_promised_has_its_sentence()
    {
        await using var app = await TongbanApp.StartAsync();
        var say = app.Services.GetRequiredService<Say>();
        var codes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.SelectMany(endpoint => endpoint.Metadata.OfType<RefusalCodes>()).SelectMany(refusals => refusals.Codes).Distinct().ToList();

        Assert.True(codes.Count > 50);
        Assert.All(codes, code => Assert.True(say.Knows("refused." + code), code));
    }

    [Fact]
    public async Task People_read_it_on_a_page_of_ours()
    {
        await using var app = await TongbanApp.StartAsync();
        await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();

        var page = await browser.PageAsync("/docs");

        Assert.Equal(OperationsOf(await DocumentAsync(app)).Count(), page.QuerySelectorAll("main article:not([id^=type-])").Length);
        Assert.NotNull(page.QuerySelector("#type-FreeTime"));
        var hold = page.QuerySelector("#holdBooking")!.TextContent;
        Assert.Contains("/api/v1/bookings", hold, StringComparison.Ordinal);
        Assert.Contains("appointment.slot-full", hold, StringComparison.Ordinal);
        Assert.Contains("slotId", hold, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key", hold, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("script[src], link[href]"), element => (element.GetAttribute("src") ?? element.GetAttribute("href"))!.Contains("//", StringComparison.Ordinal));
    }

    /// <summary>Left for ./test, which has it checked by a linter.</summary>
    [Fact]
    public async Task The_document_is_written_down_for_the_linter()
    {
        await using var app = await TongbanApp.StartAsync();
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(HouseRules.Repository(), "TestResults")).FullName, "openapi.json");

        await File.WriteAllTextAsync(file, (await DocumentAsync(app)).GetRawText(), TestContext.Current.CancellationToken);

        Assert.StartsWith("3.1", (await DocumentAsync(app)).Text("openapi"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> DocumentAsync(TongbanApp app) => await (await app.NewBrowser().GetAsync("/openapi/v1.json")).JsonAsync();

    private static IEnumerable<(string Name, JsonElement Operation)> OperationsOf(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Where(operation => Methods.Contains(operation.Name)).Select(operation => ($"{operation.Name} {path.Name}", operation.Value)));

    private static IEnumerable<JsonElement> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];
}
