using System.Net;
using System.Text.RegularExpressions;

namespace Tongban.Bench.Growth;

/// <summary>Opens a case as its applicant does, by number and query code; what a browser keeps afterwards opens the progress page.</summary>
internal static partial class OpenedCase
{
    /// <summary>The cookies, as a request sends them.</summary>
    public static async Task<string> OpenAsync(Uri node, Specimen specimen)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = node };
        var page = await client.GetStringAsync(new Uri("/progress", UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["Number"] = specimen.CaseNumber, ["Code"] = specimen.QueryCode, ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value });
        using var answer = await client.PostAsync(new Uri("/progress", UriKind.Relative), form);
        return answer.StatusCode == HttpStatusCode.Redirect ? cookies.GetCookieHeader(node) : throw new InvalidOperationException($"The case does not open: {(int)answer.StatusCode}.");
    }

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();
}
