using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.Figures;

/// <summary>Ratings of a period, with the formula beside each figure; what happens today adds itself. Nowhere who rated.</summary>
[Needs(Permission.ReadFigures)]
public sealed class FiguresModel(FigureReading reading, RatingRules rules, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Through { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public FigureView View { get; private set; } = null!;

    public IReadOnlyList<string> Sides { get; private set; } = [];

    public FigurePeriods Periods { get; private set; } = null!;

    /// <summary>Today is among them.</summary>
    public bool IsLive => View.Through == clock.Today;

    public IReadOnlyList<LocalRule> Rules => [.. rules.All];

    public Task OnGetAsync(CancellationToken stop) => ReadAsync(stop);

    /// <summary>The part that adds itself.</summary>
    public async Task<PartialViewResult> OnGetNowAsync(CancellationToken stop)
    {
        await ReadAsync(stop);
        return Partial("_Figures", View);
    }

    public string AddressOf(FigurePeriod period, string side, string? handler = null) => Url.Page(null, handler, new { From = $"{period.From:yyyy-MM-dd}", Through = $"{period.Through:yyyy-MM-dd}", By = side })!;

    private async Task ReadAsync(CancellationToken stop)
    {
        (Sides, Periods) = (await reading.SidesAsync(), await reading.PeriodsAsync());
        View = await reading.OfAsync(Periods.Of(From, Through), By is not null && Sides.Contains(By) ? By : Sides[0], stop);
    }
}
