using System.Text.Json;

namespace Tongban.Shared.Shell;

/// <summary>
/// What browsers stopped on our pages: counted always, logged a few times a minute, since anybody may post here.
/// Only the directive and addresses without their queries are kept: a query may name a person.
/// </summary>
public sealed class CspReports(TimeProvider time, ILogger<CspReports> log)
{
    private const int MostBytes = 8 * 1024;
    private const int LoggedPerMinute = 20;
    private readonly Lock gate = new();
    private long minute;
    private int logged;

    /// <summary>How many there were since the start.</summary>
    public long Count { get; private set; }

    /// <summary>The newest, for a test or a page of the operator.</summary>
    public string? Last { get; private set; }

    public static async Task<IResult> TakeAsync(HttpRequest request, CspReports reports)
    {
        var text = await ReadAsync(request.Body, request.HttpContext.RequestAborted);
        reports.Note(Shorten(text));

        return TypedResults.NoContent();
    }

    private void Note(string report)
    {
        lock (gate)
        {
            Count++;
            Last = report;

            if (!MayLog())
            {
                return;
            }
        }

        log.LogWarning("A browser stopped something by the content security policy: {Report}", report);
    }

    private bool MayLog()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        logged = now == minute ? logged + 1 : 1;
        minute = now;

        return logged <= LoggedPerMinute;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken stop)
    {
        var buffer = new byte[MostBytes];
        var length = await body.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, stop);

        return buffer.AsMemory(0, length);
    }

    private static string Shorten(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var report = document.RootElement.GetProperty("csp-report");

            return $"{Of(report, "effective-directive")} on {Of(report, "document-uri")}: {Of(report, "blocked-uri")}";
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "unreadable";
        }
    }

    // Cut, without query and without line breaks, so that a report can forge no log line.
    private static string Of(JsonElement report, string name)
    {
        var text = report.TryGetProperty(name, out var value) ? value.ToString().Split('?', '#')[0] : "";

        return new string([.. text.Where(character => !char.IsControl(character)).Take(200)]);
    }
}
