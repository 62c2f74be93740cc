using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Tongban.Cases.Showing;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Shared.Api;

namespace Tongban.Cases.Progress;

/// <summary>查进度 by number and query code.</summary>
public static class ProgressApi
{
    public const string CodeHeader = "Query-Code";

    public static void MapProgressApi(this IEndpointRouteBuilder app) =>
        app.MapApi("Cases").MapGet("/cases/{number}/progress", ShowAsync).WithName("showProgress").ForAnybody().Refuses("progress.wrong", "progress.too-many");

    /// <summary>A case's progress: where it stands, working days left, what is asked of the applicant, what happened.</summary>
    /// <remarks>What is wrong is always told in the same sentence. From one network five wrong tries for one number, and thirty for all, in a quarter of an hour.</remarks>
    /// <param name="number">The case's number, or its last twelve characters or more.</param>
    /// <param name="code">The query code that came with the receipt; in a header, because addresses are logged.</param>
    /// <param name="looking">Checks it.</param>
    /// <param name="views">Reads it.</param>
    /// <param name="checking">Brings its clock up to date.</param>
    /// <param name="timeline">Tells it.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<CaseProgress>> ShowAsync(
        string number, [FromHeader(Name = CodeHeader), Description("The query code that came with the receipt; in a header, because addresses are logged.")] string? code, Looking looking, CaseViews views, Checking checking, Timeline timeline, HallClock clock, HttpContext http, CancellationToken stop)
    {
        var found = await looking.FindAsync(number, code, http.Connection.RemoteIpAddress?.ToString() ?? "", stop);
        var view = await views.OfAsync(await checking.AsOfTodayAsync(found), stop);
        http.Response.Headers.ETag = ApiValues.TagOf(view.Case);
        return TypedResults.Ok(CaseProgress.Of(view, timeline, clock));
    }
}

/// <summary>A case's progress.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Item">What it is about.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Department">Who decides.</param>
/// <param name="ReceivedAt">When it came in.</param>
/// <param name="DueOn">The last day of its term; absent before acceptance, and while the legal calendar of that year is not published.</param>
/// <param name="WorkdaysLeft">Working days left; negative when late, absent before acceptance.</param>
/// <param name="IsPaused">Whether a special procedure stops the clock.</param>
/// <param name="Asked">What the applicant is asked for.</param>
/// <param name="ToCorrect">Fields of the application that are to be corrected.</param>
/// <param name="Timeline">What happened, then what is still to come.</param>
public sealed record CaseProgress(
    string Number, string Item, CaseStatus Status, string Department, DateTimeOffset ReceivedAt, DateOnly? DueOn, int? WorkdaysLeft, bool IsPaused, IReadOnlyList<AskedMaterial> Asked, IReadOnlyList<AskedField> ToCorrect, IReadOnlyList<ProgressLine> Timeline)
{
    public static CaseProgress Of(CaseView view, Timeline timeline, HallClock clock) => new(
        view.Case.Number, Bilingual.Of(view.Version.NameZh, view.Version.NameEn), view.Case.Status, Bilingual.Of(view.Department.NameZh, view.Department.NameEn), clock.WithOffset(view.Case.ReceivedAt),
        view.Clock?.Reading.DueOn, view.Clock?.Left, view.Case.IsPaused,
        [.. view.Checklist.Where(row => row.State.IsAsked).Select(row => new AskedMaterial(row.Material.Id, row.Material.Name(), row.Fault))],
        [.. view.Case.AskedFields.Select(asked => new AskedField(asked.Field, view.Fields.FirstOrDefault(row => row.Field == asked.Field)?.Fault ?? ""))],
        [.. timeline.ForApplicant(view).Select(line => new ProgressLine(line.State, line.Title, clock.WithOffset(line.At), line.Note))]);
}

/// <summary>A material that is asked for.</summary>
/// <param name="Id">Stable within the item.</param>
/// <param name="Name">What it is.</param>
/// <param name="Fault">What is wrong with the one that was handed in; absent when it is missing.</param>
public sealed record AskedMaterial(string Id, string Name, string? Fault);

/// <summary>A field of the application that is to be corrected.</summary>
/// <param name="Field">Which.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record AskedField(CaseField Field, string Fault);

/// <summary>A line.</summary>
/// <param name="State">`ok`, `act`, `hold`, `wait`, `stop` or `todo`.</param>
/// <param name="Title">What happened.</param>
/// <param name="At">When; absent for what is still to come.</param>
/// <param name="Note">More.</param>
public sealed record ProgressLine(string State, string Title, DateTimeOffset? At, string? Note);
