using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Ratings.Figures.Open;

/// <summary>评价公开: what people said of the centre, month by month, for anybody.</summary>
[AllowAnonymous]
public sealed class PublishedModel(PublishedFigures figures, PublishedFiles files, ClosedMonths closed) : TongbanPage
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Shares that are published of each line.</summary>
    public static IReadOnlyList<Share> Shares { get; } = [Share.Given, Share.GivenGood, Share.Bad];

    [BindProperty(SupportsGet = true, Name = "month")]
    public string? Asked { get; set; }

    public IReadOnlyList<DateOnly> Months { get; private set; } = [];

    /// <summary>Null while no month has been published.</summary>
    public PublishedReport? Report { get; private set; }

    /// <summary>Days of published months that are not in the figures yet.</summary>
    public SumProgress? Behind { get; private set; }

    /// <remarks>Refusals: <c>rating.month-unreadable</c>, <c>rating.month-not-published</c>.</remarks>
    public async Task OnGetAsync(CancellationToken stop)
    {
        (Months, Behind) = (await figures.MonthsAsync(stop), await closed.WaitingAsync(stop));
        Report = Months.Count == 0 && string.IsNullOrEmpty(Asked) ? null : await figures.OfAsync(Chosen(), stop);
    }

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken stop)
    {
        Months = await figures.MonthsAsync(stop);
        return Months.Count == 0 ? NotFound() : File(await files.PdfAsync(Chosen(), stop), "application/pdf", $"ratings-{PublishedMonth.Text(Chosen())}.pdf");
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken stop)
    {
        Months = await figures.MonthsAsync(stop);
        return Months.Count == 0 ? NotFound() : File(await files.XlsxAsync(Chosen(), stop), Xlsx, $"ratings-{PublishedMonth.Text(Chosen())}.xlsx");
    }

    /// <summary>After a refusal: the months that there are, and no figures of another month than was asked for.</summary>
    public override async Task ShowAgainAsync() => Months = await figures.MonthsAsync(HttpContext.RequestAborted);

    private DateOnly Chosen()
    {
        var month = string.IsNullOrEmpty(Asked) ? Months[0] : PublishedMonth.Parse(Asked);
        Refusal.Unless(Months.Contains(month), "rating.month-not-published", PublishedMonth.Text(month));
        return month;
    }
}
