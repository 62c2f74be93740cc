using System.Globalization;
using Tongban.Shared.Words;

namespace Tongban.Cases;

/// <summary>Which papers there are of a case: each is printed from the same data as the screen.</summary>
public static class Papers
{
    public const string Receipt = "receipt";
    public const string Acceptance = "acceptance";
    public const string NotAccepted = "not-accepted";
    public const string Extension = "extension";
    public const string Result = "result";
    private const string Notice = "notice-";
    private const string Pause = "pause-";

    public static IReadOnlyList<(string Paper, string Title)> Of(CaseView view, Say say) =>
        [.. Names(view).Select(paper => (paper, say["cases.paper." + Kind(paper), NumberOf(paper) ?? 0]))];

    public static bool Has(CaseView view, string paper) => Names(view).Contains(paper);

    /// <summary>The kind of paper: <c>notice</c> of <c>notice-2</c>.</summary>
    public static string Kind(string paper) => NumberOf(paper) is null ? paper : paper[..paper.IndexOf('-', StringComparison.Ordinal)];

    public static int? NumberOf(string paper) =>
        int.TryParse(paper[(paper.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<string> Names(CaseView view)
    {
        var c = view.Case;
        string?[] single =
        [
            Receipt,
            c.AcceptedOn is null ? null : Acceptance,
            c.Status == CaseStatus.NotAccepted ? NotAccepted : null,
            c.ExtendedBy is null ? null : Extension,
            view.Result is null ? null : Result,
        ];
        return single.OfType<string>()
            .Concat(view.Notices.Select(notice => $"{Notice}{notice.Number}"))
            .Concat(c.Pauses.Select(pause => $"{Pause}{pause.Number}"));
    }
}
