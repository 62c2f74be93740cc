using System.Globalization;
using Tongban.Cases.Showing;
using Tongban.Catalogue;
using Tongban.Kernel;
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

    /// <summary>What the applicant signs who hands something in later (容缺).</summary>
    public const string Promise = "promise";
    public const string Terminated = "terminated";
    private const string Notice = "notice-";
    private const string Pause = "pause-";

    public static IReadOnlyList<(string Paper, string Title)> Of(CaseView view, Say say) =>
        [.. Names(view).Select(paper => (paper, say["cases.paper." + Kind(paper), NumberOf(paper) ?? 0]))];

    public static string NoticeOf(int number) => Notice + number.ToString(CultureInfo.InvariantCulture);

    public static string PauseOf(int number) => Pause + number.ToString(CultureInfo.InvariantCulture);

    public static bool Has(CaseView view, string paper) => Names(view).Contains(paper);

    /// <summary>The kind of paper: <c>notice</c> of <c>notice-2</c>.</summary>
    public static string Kind(string paper) => NumberOf(paper) is null ? paper : paper[..paper.IndexOf('-', StringComparison.Ordinal)];

    public static int? NumberOf(string paper) =>
        int.TryParse(paper[(paper.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The paper that a move led to.</summary>
    public static string? Of(Fact fact) => fact.What switch
    {
        "case.received" => Receipt,
        "case.notified" or "case.notified-again" => Notice + fact.Value("number"),
        "case.accepted" or "case.deemed-accepted" => Acceptance,
        "case.not-accepted" => NotAccepted,
        "case.paused" => Pause + fact.Value("number"),
        "case.extended" => Extension,
        "case.terminated" => Terminated,
        "case.closed" => Result,
        _ => null,
    };

    /// <summary>The day that a paper bears: that of the move, whenever it is printed.</summary>
    public static DateTime DayOf(CaseView view, string paper) =>
        (paper == Promise ? view.Case.PromisedToFollowAt : view.Facts.FirstOrDefault(fact => Of(fact) == paper)?.At) ?? view.Case.ReceivedAt;

    /// <summary>The number that the paper bears; null for one that has none of its own, which bears the case's.</summary>
    public static string? DocumentNumberOf(CaseView view, string paper) => view.Documents.FirstOrDefault(document => document.Paper == paper)?.Number;

    /// <summary>The key of a paper's heading. What is not accepted is named as the law names it (Art. 32 (1), (2)).</summary>
    public static string TitleOf(CaseView view, string paper) => Kind(paper) switch
    {
        Result => DecisionTitle(view.Content, view.Case.Outcome!.Value),
        NotAccepted => "paper.title.not-accepted-" + (view.Case.NotAcceptedReason == NotAcceptedReason.NotNeeded ? "needless" : "decision"),
        var kind => "paper.title." + kind,
    };

    /// <summary>行政许可: item type 01 of GB/T 39046 A.1; its papers have the names that the law gives them.</summary>
    public static bool IsPermit(ItemContent content) => content.TypeCode == "01";

    /// <summary>The key of what the decision's paper is called.</summary>
    public static string DecisionTitle(ItemContent content, CaseOutcome outcome) => "paper.title." + (IsPermit(content), outcome) switch
    {
        (true, CaseOutcome.Granted) => "granted-permit",
        (true, _) => "refused-permit",
        (_, CaseOutcome.Granted) => "result",
        _ => "refused",
    };

    /// <summary>The laws of the matter, in one sentence.</summary>
    public static string Basis(CaseView view) => string.Join("；", view.Content.LegalBases.Select(basis => Bilingual.Of($"《{basis.Title}》{basis.Article}", $"{basis.TitleEn ?? basis.Title} {basis.Article}".TrimEnd())));

    private static IEnumerable<string> Names(CaseView view)
    {
        var c = view.Case;
        string?[] single =
        [
            Receipt,
            c.AcceptedOn is null ? null : Acceptance,
            c.OwedUntilOn is null || c.PromisedToFollowAt is null ? null : Promise,
            c.Status == CaseStatus.NotAccepted ? NotAccepted : null,
            c.Status == CaseStatus.Terminated ? Terminated : null,
            c.ExtendedBy is null ? null : Extension,
            view.Result is null ? null : Result,
        ];
        return single.OfType<string>()
            .Concat(view.Notices.Select(notice => NoticeOf(notice.Number)))
            .Concat(c.Pauses.Select(pause => PauseOf(pause.Number)));
    }
}
