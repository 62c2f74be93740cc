using Tongban.Shared.Words;

namespace Tongban.Catalogue.Guiding;

/// <summary>The one sentence that says it all: what to bring, how many visits, how long, how much. In pieces, because each is set bold.</summary>
public sealed class AnswerSentence(Say say, Formats formats)
{
    public IReadOnlyList<string> PiecesFor(Answers answers) => [.. All(answers).Select((piece, index) => index == 0 ? Begun(piece) : piece)];

    private IEnumerable<string> All(Answers answers) =>
    [
        .. answers.AreComplete ? new[] { Bring(answers.Brought.Count, answers.Content.HallVisits == 0 ? "guide.prepare" : "guide.bring") } : [],
        answers.Content.HallVisits == 0 ? say["guide.no-visit"] : say[answers.Content.HallVisits == 1 ? "guide.one-visit" : "guide.visits", answers.Content.HallVisits],
        answers.Content.IsImmediate ? say["guide.on-the-spot"] : say["guide.done-in", formats.Workdays(answers.Content.PromisedDays)],
        Fee(answers.Content),
    ];

    /// <summary>80 元; 80–550 元 where it depends on the case; 不收费.</summary>
    public string Fee(ItemContent content)
    {
        var amounts = content.Fees.Select(fee => fee.AmountFen).OfType<long>().Distinct().Order().ToList();
        return content.Fees.Count == 0 ? say["guide.free"]
            : amounts.Count == 0 ? say["guide.fee-by-rule"]
            : amounts.Count == 1 ? say["guide.fee", formats.Money(amounts[0])]
            : say["guide.fee-range", formats.Money(amounts[0]), formats.Money(amounts[^1])];
    }

    // It stands after a full stop or a colon; in Chinese nothing changes.
    private static string Begun(string piece) => char.ToUpperInvariant(piece[0]) + piece[1..];

    // Who need not come brings nothing anywhere, but must have it ready.
    private string Bring(int count, string verb) => count switch
    {
        0 => say[verb + "-nothing"],
        1 => say[verb + "-one"],
        _ => say[verb, count],
    };
}
