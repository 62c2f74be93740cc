using System.Net.Http.Json;
using System.Text.Json;

namespace Tongban.Tests.Chaos;

/// <summary>One write of the API, with the key that makes it safe to send again.</summary>
internal sealed record Command(HttpMethod Method, string Path, object? Body, Visa Visa)
{
    public string Key { get; } = Guid.NewGuid().ToString();
}

/// <summary>Who asks: nobody in particular, a clerk by cookie, a device by its key.</summary>
internal sealed record Visa(string? Cookie = null, string? Device = null)
{
    public static Visa Anybody { get; } = new();

    public void Show(HttpRequestMessage request)
    {
        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", Cookie);
        }

        if (Device is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Device {Device}");
        }
    }
}

/// <summary>What came back; status 0 when the connection broke.</summary>
internal sealed record Answer(int Status, string Body, bool IsReplayed, TimeSpan? RetryAfter, TimeSpan Took)
{
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>Refused by a rule: as final as a good one.</summary>
    public bool IsRefused => Status is >= 400 and < 500;

    /// <summary>Not done yet, and told when to ask again.</summary>
    public bool IsToComeAgain => Status == 503 && RetryAfter is not null;

    public string Text(string name) => JsonDocument.Parse(Body).RootElement.GetProperty(name).GetString()!;

    public string? Code => Body.Contains("\"code\"", StringComparison.Ordinal) ? JsonDocument.Parse(Body).RootElement.GetProperty("code").GetString() : null;
}

/// <summary>Sends to any of the nodes, as a proxy would.</summary>
internal sealed class Sender(IReadOnlyList<Uri> nodes) : IDisposable
{
    // Longer than anybody may be kept waiting: a hang is measured, not cut off.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(20) };

    public async Task<Answer> SendAsync(Command command, int node)
    {
        using var request = new HttpRequestMessage(command.Method, new Uri(nodes[node % nodes.Count], $"/api/v1{command.Path}"));
        request.Content = command.Body is null ? null : JsonContent.Create(command.Body);
        request.Headers.Add("Idempotency-Key", command.Key);
        command.Visa.Show(request);
        return await SendAsync(request);
    }

    /// <summary>As one who is told to come again does, for as long as a minute.</summary>
    /// <param name="command">What to do; its key makes it safe to send again.</param>
    /// <param name="node">Which of the nodes.</param>
    /// <param name="code">The only reason to come again for; null for any.</param>
    public async Task<Answer> SendUntilAnsweredAsync(Command command, int node, string? code = null)
    {
        for (var began = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Delay(200))
        {
            var answer = await SendAsync(command, node);
            if (!answer.IsToComeAgain || (code is not null && answer.Code != code) || began.Elapsed > TimeSpan.FromMinutes(1))
            {
                return answer;
            }
        }
    }

    public async Task<Answer> GetAsync(string path, int node = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(nodes[node % nodes.Count], path));
        return await SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        TimeSpan Took() => System.Diagnostics.Stopwatch.GetElapsedTime(began);
        try
        {
            using var response = await http.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            return new((int)response.StatusCode, body, response.Headers.Contains("Idempotency-Replayed"), response.Headers.RetryAfter?.Delta, Took());
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            return new(0, broken.Message, false, null, Took());
        }
    }
}
