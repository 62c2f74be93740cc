using System.Collections.Concurrent;
using System.Globalization;
using Tongban.Licences.Printing;
using Tongban.Shared.Layouts;

namespace Tongban.Ratings.Figures.Open;

/// <summary>The monthly report as files. A published month is made once for all who fetch it, until something in it changes.</summary>
public sealed class PublishedFiles(PublishedFigures figures, PlainPaper papers, ReportSheets sheets, ShownCentre centre, PublishedFilesKept kept)
{
    private const string Part = "/Ratings/Figures/Open/_ReportPaper.cshtml";
    private const string Page = "/Ratings/Figures/Open/Published";

    public Task<byte[]> PdfAsync(DateOnly month, CancellationToken stop) => OfAsync(month, "pdf", report => papers.OfAsync(Part, Page, report, centre.Name), stop);

    public Task<byte[]> XlsxAsync(DateOnly month, CancellationToken stop) => OfAsync(month, "xlsx", report => Task.FromResult(sheets.Of(report)), stop);

    // What they are made of is read each time, which is quick; drawing is not.
    private async Task<byte[]> OfAsync(DateOnly month, string kind, Func<PublishedReport, Task<byte[]>> make, CancellationToken stop)
    {
        var report = await figures.OfAsync(month, stop);
        return await kept.OfAsync($"{kind} {CultureInfo.CurrentUICulture.Name} {month:yyyy-MM}", Said(report), () => make(report));
    }

    private static string Said(PublishedReport report) => string.Join('\n', new object?[] { report.Month.Total?.Line }
        .Concat(report.Month.Total?.Levels.Cast<object?>() ?? []).Concat(report.Month.Total?.Mending.Cast<object?>() ?? []).Concat(report.Month.Sites.Lines).Concat(report.Month.Bodies.SelectMany(body => body.Items.Lines.Prepend(body.Line))).Concat(report.Trend));
}

/// <summary>The last files that were made.</summary>
public sealed class PublishedFilesKept
{
    private const int Most = 100;

    private readonly ConcurrentDictionary<string, (string Said, Task<byte[]> File)> files = new();

    /// <param name="key">Which file.</param>
    /// <param name="said">What it says; another text makes it anew.</param>
    /// <param name="make">Makes it.</param>
    public async Task<byte[]> OfAsync(string key, string said, Func<Task<byte[]>> make)
    {
        if (files.TryGetValue(key, out var kept) && kept.Said == said && !kept.File.IsFaulted)
        {
            return await kept.File;
        }

        if (files.Count >= Most)
        {
            files.Clear();
        }

        var made = make();
        files[key] = (said, made);
        return await made;
    }
}
