using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tongban.Bench.HallDay;

/// <summary>A member of staff in a browser of their own, as the pages are used.</summary>
internal sealed partial class Person : IDisposable
{
    public const string Password = "Demo-2026";
    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();
    private string token = "";

    private Person(Uri node) => http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, MaxConnectionsPerServer = 4 }) { BaseAddress = node, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>What the browser sends with every request, and the token of its forms.</summary>
    public (string Cookies, string Token) Browser => (cookies.GetCookieHeader(http.BaseAddress!), token);

    public static async Task<Person> SignInAsync(Uri node, string name)
    {
        var person = new Person(node);
        person.token = TokenIn(await person.PageAsync("/staff/sign-in"));
        using var answer = await person.SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = Password });
        return answer.StatusCode == HttpStatusCode.Redirect ? person : throw new InvalidOperationException($"{name} cannot sign in: {(int)answer.StatusCode}.");
    }

    /// <summary>The page's text; a redirect is followed once.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.Headers.Location is { } elsewhere ? await PageAsync(elsewhere.ToString()) : await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Sits down at a window and opens the desk.</summary>
    public async Task SitDownAsync(string window)
    {
        await WriteAsync(HttpMethod.Put, "/api/v1/window", new { window });
        token = TokenIn(await PageAsync("/desk"));
    }

    /// <summary>Presses a key of the desk. The page that follows is what the clerk sees.</summary>
    public async Task<(HttpStatusCode Status, string Answer)> PressAsync(string key)
    {
        using var answer = await SubmitAsync($"/desk?handler={key}", new() { ["request-key"] = Guid.NewGuid().ToString() });
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task<string> DeskAsync() => PageAsync("/desk");

    public async Task<JsonElement> WriteAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text.Length == 0 ? default : JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    public async Task<JsonElement> ReadAsync(string path) => JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;

    public Task<Stream> StreamAsync(string path) => http.GetStreamAsync(new Uri(path, UriKind.Relative));

    /// <summary>The number of whom the desk holds, or null.</summary>
    public static string? HeldIn(string desk) => Held().Match(desk) is { Success: true } held ? held.Groups[1].Value : null;

    /// <summary>What a page says that was refused.</summary>
    public static string AlertIn(string page) => Alert().Match(page) is { Success: true } alert ? Tag().Replace(alert.Groups[1].Value, " ").Trim() : "";

    public void Dispose() => http.Dispose();

    private Task<HttpResponseMessage> SubmitAsync(string path, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = token;
        return http.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    private static string TokenIn(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""role="alert"[^>]*>(.{0,300})""", RegexOptions.Singleline)]
    private static partial Regex Alert();

    [GeneratedRegex("""<[^>]*>?|\s+""")]
    private static partial Regex Tag();

    [GeneratedRegex("""<div class="no">([^<]+)<""")]
    private static partial Regex Held();
}
