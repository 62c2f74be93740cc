using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Devices;

namespace Tongban.Tests.Shared.Api;

/// <summary>Calls of the API, as a program makes them.</summary>
internal static class ApiCalls
{
    /// <summary>What can be called below <c>/api</c>.</summary>
    public static IEnumerable<RouteEndpoint> ApiEndpoints(this TongbanApp app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true);

    public static Task<HttpResponseMessage> ReadAsync(this Browser who, string path, params (string Name, string Value)[] headers) =>
        who.SendAsync(Request(who, HttpMethod.Get, path, null, headers));

    /// <summary>A change with a key of its own, unless one is given.</summary>
    public static Task<HttpResponseMessage> WriteAsync(this Browser who, HttpMethod method, string path, object? body = null, string? key = null, params (string Name, string Value)[] headers) =>
        who.SendAsync(Request(who, method, path, body, [("Idempotency-Key", key ?? Guid.NewGuid().ToString()), .. headers]));

    public static Task<HttpResponseMessage> PostAsync(this Browser who, string path, object? body = null, string? key = null) => who.WriteAsync(HttpMethod.Post, path, body, key);

    public static Task<HttpResponseMessage> PutAsync(this Browser who, string path, object? body = null, string? key = null) => who.WriteAsync(HttpMethod.Put, path, body, key);

    public static Task<HttpResponseMessage> DeleteAsync(this Browser who, string path) => who.WriteAsync(HttpMethod.Delete, path);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The body of an answer that must be good.</summary>
    public static async Task<JsonElement> GoodAsync(this Task<HttpResponseMessage> sent)
    {
        var response = await sent;
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return await response.JsonAsync();
    }

    /// <summary>Status and code of a problem, which must be told in a sentence.</summary>
    public static async Task<(int Status, string Code)> ProblemAsync(this Task<HttpResponseMessage> sent)
    {
        var response = await sent;
        var told = await response.JsonAsync();
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(told.GetProperty("title").GetString()!);
        Assert.Equal((int)response.StatusCode, told.GetProperty("status").GetInt32());
        return ((int)response.StatusCode, told.GetProperty("code").GetString()!);
    }

    public static string Text(this JsonElement of, string name) => of.GetProperty(name).GetString()!;

    /// <summary>A browser that is a device of this kind in the test hall.</summary>
    public static async Task<Browser> DeviceAsync(this TongbanApp app, Hall hall, DeviceKind kind)
    {
        var browser = app.NewBrowser();
        var place = DevicePlaces.Value(new DevicePlace(hall.Site.Id, hall.Zone.Id, kind == DeviceKind.Evaluator ? hall.Windows[0].Id : null));
        Assert.Null((await browser.SubmitAsync("/device", new() { ["kind"] = kind.ToString(), ["place"] = place }, "#demo")).RefusalCode());
        return browser;
    }

    private static HttpRequestMessage Request(Browser who, HttpMethod method, string path, object? body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, who.AddressOf("/api/v1" + path)) { Content = body is null ? null : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
