using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Shared;

namespace Tongban.Ratings.Figures.Open;

/// <summary>评价公开: what people said of the centre, month by month, for anybody.</summary>
[AllowAnonymous]
public sealed class PublishedModel(PublishedFigures figures, PublishedFiles files) : TongbanPage
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Written = "yyyy-MM";

    /// <summary>Shares that are published of each line.</summary>
    public static IReadOnlyList<Share> Shares { get; } = [Share.Given, Share.GivenGood, Share.Bad];

    /// <summary>And of the centre's rectifications, unless there are few.</summary>
    public static IReadOnlyList<Share> Mending { get; } = [Share.CalledBack, Share.Mended, Share.MendedInTime];

    [BindProperty(SupportsGet = true, Name = "month")]
    public string? Asked { get; set; }

    public IReadOnlyList<DateOnly> Months { get; private set; } = [];

    /// <summary>Null while no month has been published.</summary>
    public PublishedReport? Report { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Months = await figures.MonthsAsync(stop);
        Report = Months.Count == 0 ? null : await figures.OfAsync(Chosen(), stop);
    }

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken stop)
    {
        Months = await figures.MonthsAsync(stop);
        return Months.Count == 0 ? NotFound() : File(await files.PdfAsync(Chosen(), stop), "application/pdf", $"ratings-{Text(Chosen())}.pdf");
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken stop)
    {
        Months = await figures.MonthsAsync(stop);
        return Months.Count == 0 ? NotFound() : File(await files.XlsxAsync(Chosen(), stop), Xlsx, $"ratings-{Text(Chosen())}.xlsx");
    }

    public static string Text(DateOnly month) => month.ToString(Written, CultureInfo.InvariantCulture);

    // Whatever is no month of these is the newest.
    private DateOnly Chosen() => DateOnly.TryParseExact(Asked, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && Months.Contains(month) ? month : Months[0];
}
