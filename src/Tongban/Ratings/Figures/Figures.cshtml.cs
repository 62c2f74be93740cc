using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.Figures;

/// <summary>Ratings of a period, with the formula beside each figure. Nowhere who rated.</summary>
[Needs(Permission.ReadFigures)]
public sealed class FiguresModel(RatingFigures figures, FigureNames names, RatingRules rules, HallClock clock) : TongbanPage
{
    public const int MaxDays = 366;
    private const int UsualDays = 30;

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Through { get; set; }

    public RatingFigure Total { get; private set; } = null!;

    /// <summary>Left out of all of these figures (剔除).</summary>
    public long Excluded { get; private set; }

    public IReadOnlyList<FigureGroup> Groups { get; private set; } = [];

    public IReadOnlyList<RatingRule> Rules => [.. rules.All];

    public async Task OnGetAsync()
    {
        SetPeriod();
        var table = await figures.OfAsync(From!.Value, Through!.Value);
        var windows = await names.WindowsAsync(table.Windows.Select(row => row.WindowId).OfType<Guid>());
        var items = await names.ItemsAsync(table.Items.Select(row => row.ItemId).OfType<Guid>());
        (Total, Excluded) = (table.Total, table.Excluded);
        Groups =
        [
            new("rating.by-day", [.. table.Days.Select(row => new FigureRow(row.Day, null, row.Figure))]),
            new("rating.by-window", [.. table.Windows.Select(row => new FigureRow(null, NameOf(row.WindowId, windows), row.Figure))]),
            new("rating.by-item", [.. table.Items.Select(row => new FigureRow(null, NameOf(row.ItemId, items), row.Figure))]),
        ];
    }

    private static string? NameOf(Guid? id, IReadOnlyDictionary<Guid, string> known) => id is { } some ? known.GetValueOrDefault(some) : null;

    // A wrong order or too long a period is set right rather than refused: nothing is lost by it.
    private void SetPeriod()
    {
        Through = Through is { } asked && asked > DateOnly.MinValue.AddDays(MaxDays) ? asked : clock.Today;
        From ??= Through.Value.AddDays(1 - UsualDays);
        (From, Through) = From > Through ? (Through, From) : (From, Through);
        var earliest = Through!.Value.AddDays(1 - MaxDays);
        From = From < earliest ? earliest : From;
    }
}

/// <summary>One table: a row for each day, window or item.</summary>
public sealed record FigureGroup(string Title, IReadOnlyList<FigureRow> Rows);

/// <summary>Without a day and a name it is what has none: online, or a ticket without an item.</summary>
public sealed record FigureRow(DateOnly? Day, string? Name, RatingFigure Figure);
