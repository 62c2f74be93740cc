using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Mvc.Filters;
using Tongban.Shared.Rush;
using Tongban.Shared.Writes;

namespace Tongban.Tests.Shared.Writes;

/// <summary>
/// Within its scope every button is pressed twice at the same instant, and once more with other content: a form's
/// handler must run once, both presses must get the same answer, and the third must be refused.
/// </summary>
public sealed class DoublePress : IAsyncPageFilter, IDisposable
{
    private static readonly AsyncLocal<DoublePress?> Ambient = new();
    private readonly ConcurrentDictionary<string, int> done = new();
    private readonly ConcurrentDictionary<string, bool> handlers = new();

    private DoublePress() => Ambient.Value = this;

    public static DoublePress? Current => Ambient.Value;

    /// <summary>The handlers that were pressed twice and answered: <c>/Queue/Kiosk/Who OnPostAsync</c>.</summary>
    public IReadOnlyCollection<string> Handlers => [.. handlers.Keys];

    public static DoublePress Begin() => new();

    public static string NameOf(string? page, string? method) => $"{page} {method?.Replace("Async", "", StringComparison.Ordinal)}";

    public void Dispose() => Ambient.Value = null;

    /// <summary>Sends it twice at once where it carries a key; anything else once.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        if (request.Method != HttpMethod.Post || request.Content is null || await KeyOfAsync(request.Content) is not { } key)
        {
            return await send(request);
        }

        var body = await request.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(Task.Run(() => UntilAnsweredAsync(request, body, send)), Task.Run(() => UntilAnsweredAsync(request, body, send)));
        Assert.Equal(Told(answers[0]), Told(answers[1]));
        if (answers[0].StatusCode == HttpStatusCode.Redirect)
        {
            Assert.True(done.GetValueOrDefault(key) == 1, $"Pressed twice, {request.RequestUri} acted {done.GetValueOrDefault(key)} times.");
            Assert.Equal("request.key-reused", (await send(Copy(request, Changed(request.Content, body)))).RefusalCode());
            Assert.Equal(1, done[key]);
        }

        return answers[0];
    }

    // On a busy machine the second may wait longer for the first than anybody is kept waiting: told to come again, it does.
    private static async Task<HttpResponseMessage> UntilAnsweredAsync(HttpRequestMessage request, byte[] body, Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        for (var patience = 10; ; patience--)
        {
            var answer = await send(Copy(request, body));
            if (answer is not { StatusCode: HttpStatusCode.ServiceUnavailable, Headers.RetryAfter: not null } || patience == 0)
            {
                return answer;
            }

            await Task.Delay(500, TestContext.Current.CancellationToken);
        }
    }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <summary>Stands inside of the filter that keeps the keys, so it counts what was really done.</summary>
    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var result = await next();
        var request = context.HttpContext.Request;
        if (result.Exception is null && request.HasFormContentType && request.Form[PageWriteFilter.KeyField].FirstOrDefault() is { } key)
        {
            // What joins a group is told apart inside of it: two presses with one answer were one act.
            var inGroup = context.HandlerMethod?.MethodInfo.IsDefined(typeof(InGroupAttribute), inherit: true) == true;
            done.AddOrUpdate(key, 1, (_, count) => inGroup ? 1 : count + 1);
            handlers[NameOf(context.ActionDescriptor.ViewEnginePath, context.HandlerMethod?.MethodInfo.Name)] = true;
        }
    }

    private static async Task<string?> KeyOfAsync(HttpContent content)
    {
        var text = Encoding.UTF8.GetString(await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var at = text.IndexOf(PageWriteFilter.KeyField, StringComparison.Ordinal);
        return at < 0 ? null : text[at..].Split('=', '\n', '&', '\r') is { } parts ? parts.Skip(1).First(part => Guid.TryParse(part, out _)) : null;
    }

    private static string Told(HttpResponseMessage answer) => $"{(int)answer.StatusCode} {answer.Headers.Location} {answer.RefusalCode()}";

    private static HttpRequestMessage Copy(HttpRequestMessage request, byte[] body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(body) };
        copy.Content.Headers.ContentType = request.Content!.Headers.ContentType;
        return copy;
    }

    // One more field; in a form with files it stands before all others.
    private static byte[] Changed(HttpContent content, byte[] body)
    {
        var boundary = content.Headers.ContentType!.Parameters.FirstOrDefault(parameter => parameter.Name == "boundary")?.Value?.Trim('"');
        return boundary is null
            ? [.. body, .. "&other=content"u8]
            : [.. Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=other\r\n\r\ncontent\r\n"), .. body];
    }
}
