using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tongban.Tests.Shared.Writes;

namespace Tongban.Tests;

/// <summary>Somebody with a browser: keeps cookies, sends forms as they were rendered, tokens and keys included.</summary>
public sealed class Browser(HttpMessageHandler server, Uri? origin = null, CookieContainer? kept = null) : IDisposable
{
    private readonly CookieContainer cookies = kept ?? new();
    private readonly HttpMessageInvoker http = new(server);

    public static Uri Origin { get; } = new("http://localhost/");

    /// <summary>The same browser, led to another node.</summary>
    public Browser Via(HttpMessageHandler node) => new(node, origin, cookies);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, AddressOf(path)));

    /// <summary>The whole address of a path.</summary>
    public Uri AddressOf(string path) => new(origin ?? Origin, path);

    /// <summary>The page, redirects followed.</summary>
    public async Task<IDocument> PageAsync(string path) => await (await GetFollowingAsync(path)).PageAsync();

    public async Task<HttpResponseMessage> GetFollowingAsync(string path) => await FollowAsync(await GetAsync(path));

    /// <summary>Opens the page, fills the form in and sends it; redirects followed.</summary>
    /// <param name="form">Selects the form when the page has several.</param>
    /// <param name="handler">Presses the form's button for this handler.</param>
    public async Task<HttpResponseMessage> SubmitAsync(string path, Dictionary<string, string> fields, string form = "main form[method=post]", string? handler = null) =>
        await FollowAsync(await SubmitRawAsync(await PageAsync(path), fields, form, handler));

    /// <summary>Sends the form of a page that was opened before; redirects not followed.</summary>
    public Task<HttpResponseMessage> SubmitRawAsync(IDocument page, Dictionary<string, string> fields, string form = "main form[method=post]", string? handler = null)
    {
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form {form} on {page.Url}:\n{page.Body?.TextContent.Trim()}");
        var values = Rendered(element).Where(field => !fields.ContainsKey(field.Key)).Concat(fields);

        var button = handler is null ? null : element.QuerySelector($"button[formaction*='handler={handler}']") ?? throw new InvalidOperationException($"No button for {handler} in {form}.");
        var action = new Uri(new Uri(page.Url), (button?.GetAttribute("formaction") ?? element.GetAttribute("action")) is { Length: > 0 } given ? given : page.Url);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) });
    }

    /// <summary>Opens the page, fills the form in, adds files and sends it as a browser does; redirects followed.</summary>
    public async Task<HttpResponseMessage> SubmitFilesAsync(string path, Dictionary<string, string> fields, IEnumerable<Upload> files, string form = "main form[method=post]")
    {
        var page = await PageAsync(path);
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form {form} on {page.Url}");
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Rendered(element).Where(field => !fields.ContainsKey(field.Key)).Concat(fields))
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var file in files)
        {
            content.Add(new ByteArrayContent(file.Content), file.Field, file.Name);
        }

        var action = new Uri(new Uri(page.Url), element.GetAttribute("action") is { Length: > 0 } given ? given : page.Url);
        return await FollowAsync(await SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = content }));
    }

    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response)
    {
        for (var left = 10; left > 0 && response.Headers.Location is { } location; left--)
        {
            response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(response.RequestMessage!.RequestUri!, location)));
        }

        return response;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        DoublePress.Current is { } twice ? twice.SendAsync(request, SendOnceAsync) : SendOnceAsync(request);

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request)
    {
        if (cookies.GetCookieHeader(request.RequestUri!) is { Length: > 0 } header)
        {
            request.Headers.Add("Cookie", header);
        }

        var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        response.RequestMessage = request;
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            cookies.SetCookies(request.RequestUri!, cookie);
        }

        return response;
    }

    // Boxes of one name are sent each.
    private static List<KeyValuePair<string, string>> Rendered(IHtmlFormElement form)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach (var field in form.QuerySelectorAll("input[name], textarea[name], select[name]"))
        {
            switch (field)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } or IHtmlInputElement { Type: "file" or "submit" }:
                    break;
                case IHtmlInputElement input:
                    values.Add(new(input.Name!, input.Value));
                    break;
                case IHtmlTextAreaElement area:
                    values.Add(new(area.Name!, area.Value));
                    break;
                case IHtmlSelectElement select:
                    values.Add(new(select.Name!, select.Value ?? ""));
                    break;
            }
        }

        return values;
    }
}

/// <summary>A file in a form's field.</summary>
public sealed record Upload(string Field, string Name, byte[] Content)
{
    public static Upload Pdf(string field, string text = "one") => new(field, "scan.pdf", [.. "%PDF-1.7 "u8, .. System.Text.Encoding.UTF8.GetBytes(text), .. "\nstartxref\n0\n%%EOF\n"u8]);
}

public static class Pages
{
    public static async Task<IDocument> PageAsync(this HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var address = response.RequestMessage!.RequestUri!.ToString();
        // An address that ends in a dot and a letter, as a licence's identifier does, would be taken for a program's source.
        return await BrowsingContext.New().OpenAsync(answer => answer.Content(html).Address(address).Header("Content-Type", "text/html"), TestContext.Current.CancellationToken);
    }

    /// <summary>The refusal's code, which pages send in a header for tests and scripts.</summary>
    public static string? RefusalCode(this HttpResponseMessage response) =>
        response.Headers.TryGetValues("Tongban-Refusal", out var codes) ? codes.Single() : null;
}
