using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tongban.Partners.Webhooks;

/// <summary>What came of one try.</summary>
/// <param name="IsTaken">A 2xx was answered.</param>
/// <param name="Answer">The status, or one word.</param>
/// <param name="Body">What was answered, as far as we read it.</param>
/// <param name="IsDown">Nobody is there, or too busy: what else waits for this client waits a little too.</param>
/// <param name="Asked">How long we were asked to wait.</param>
public sealed record Tried(bool IsTaken, string Answer, string Body, bool IsDown, TimeSpan? Asked);

/// <summary>Posts to addresses that others gave us: no redirects, no proxy, no long answers, and only to machines that <see cref="WebhookRules"/> allows.</summary>
public sealed class WebhookClient(IHttpClientFactory http, TimeProvider time)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int LongestAnswer = 16 * 1024;

    // A page of a hundred ratings with their words.
    private const int LongestPage = 1024 * 1024;
    private const string Asking = "PartnerAsking";

    public static void Add(IServiceCollection services)
    {
        services.AddHttpClient(nameof(WebhookClient), client => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, LongestAnswer))
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<WebhookRules>())).RemoveAllLoggers();
        services.AddHttpClient(Asking, client => (client.Timeout, client.MaxResponseContentBufferSize) = (Patience, LongestPage))
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<WebhookRules>())).RemoveAllLoggers();
        services.AddSingleton<WebhookClient>();
    }

    public Task<Tried> SendAsync(string address, string body, IEnumerable<(string Name, string Value)> headers, CancellationToken stop) => SendAsync(nameof(WebhookClient), address, body, headers, stop);

    /// <summary>A question whose answer is a page of records.</summary>
    public Task<Tried> AskAsync(string address, string body, CancellationToken stop) => SendAsync(Asking, address, body, [], stop);

    private async Task<Tried> SendAsync(string way, string address, string body, IEnumerable<(string Name, string Value)> headers, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.ParseAdd("Tongban/1.0");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var client = http.CreateClient(way);
            using var answer = await client.SendAsync(request, stop);
            return Read(answer, await answer.Content.ReadAsStringAsync(stop));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return new Tried(false, WordFor(failure), "", IsDown: true, null);
        }
    }

    private Tried Read(HttpResponseMessage answer, string body)
    {
        var status = (int)answer.StatusCode;
        var asked = answer.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return new(answer.IsSuccessStatusCode, status.ToString(System.Globalization.CultureInfo.InvariantCulture), body, status is 429 or >= 500, asked);
    }

    private static string WordFor(Exception failure) => failure switch
    {
        OperationCanceledException => "timeout",
        _ when failure.GetBaseException() is ForbiddenMachineException => "address",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "tls",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "too-long",
        _ => "unreachable",
    };

    private static SocketsHttpHandler Handler(WebhookRules rules) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ConnectCallback = (context, stop) => ConnectAsync(rules, context.DnsEndPoint, stop),
    };

    // The name is looked up here and nowhere else: between a check and a connection it could come to mean something else.
    private static async ValueTask<Stream> ConnectAsync(WebhookRules rules, DnsEndPoint to, CancellationToken stop)
    {
        var machines = (await Dns.GetHostAddressesAsync(to.Host, stop)).Where(rules.MayCall).ToArray();
        if (machines.Length == 0)
        {
            throw new ForbiddenMachineException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(machines, to.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class ForbiddenMachineException() : IOException("The name leads to a machine that may not be called.");
}
