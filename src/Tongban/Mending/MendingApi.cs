using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Ratings.Figures;
using Tongban.Shared.Api;

namespace Tongban.Mending;

/// <summary>What everybody may read of rectifications (整改结果公开).</summary>
public static class MendingApi
{
    public const int Most = 50;

    public static void MapMendingApi(this IEndpointRouteBuilder app) =>
        app.MapApi("Ratings").MapGet("/rectifications", ShowAsync).WithName("showRectifications").ForAnybody();

    /// <summary>Sums and what was published, the newest first.</summary>
    /// <remarks>Without names. A share is absent where there is nothing to divide by.</remarks>
    /// <param name="from">Only of ratings from this day on.</param>
    /// <param name="figures">The sums.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<PublicRectifications>> ShowAsync(DateOnly? from, MendingFigures figures, CancellationToken stop)
    {
        return TypedResults.Ok(PublicRectifications.Of(await figures.PublicAsync(from, stop), await figures.PublishedAsync(from, stop)));
    }
}

/// <summary>What everybody may read.</summary>
/// <param name="Sums">Of the months of which they are published; absent where there is none.</param>
/// <param name="Published">What was mended.</param>
public sealed record PublicRectifications(PublicSums? Sums, IReadOnlyList<PublicRectification> Published)
{
    public static PublicRectifications Of(IReadOnlyList<(Share Share, long Part, long Whole)> sums, IEnumerable<Rectification> published) => new(
        sums.Count > 0 ? PublicSums.Of(sums.ToDictionary(one => one.Share, one => (one.Part, one.Whole))) : null,
        [.. published.Select(one => new PublicRectification(one.RatedOn.ToString("yyyy-MM", null), one.PublishedOn!.Value, one.PublicWords!))]);
}

/// <summary>Sums of rectifications, of the months that tell each of them; absent where no month does.</summary>
/// <param name="Named">Bad ratings with a phone and leave to call.</param>
/// <param name="CalledBack">Of the named, called back.</param>
/// <param name="CallBackShare">实名差评回访率, 0 to 1.</param>
/// <param name="ToMend">应整改.</param>
/// <param name="Mended">已整改.</param>
/// <param name="MendedShare">整改率.</param>
/// <param name="MendedInTime">按时整改, of the months that tell it.</param>
/// <param name="InTimeShare">按时整改率.</param>
public sealed record PublicSums(long? Named, long? CalledBack, double? CallBackShare, long? ToMend, long? Mended, double? MendedShare, long? MendedInTime, double? InTimeShare)
{
    internal static PublicSums Of(IReadOnlyDictionary<Share, (long Part, long Whole)> sums)
    {
        (long? Part, long? Whole, double? Share) Told(Share share) => sums.TryGetValue(share, out var told) ? (told.Part, told.Whole, (double)told.Part / told.Whole) : default;
        var (called, mended, inTime) = (Told(Share.CalledBack), Told(Share.Mended), Told(Share.MendedInTime));
        return new(called.Whole, called.Part, called.Share, mended.Whole, mended.Part, mended.Share, inTime.Part, inTime.Share);
    }
}

/// <summary>Something that was mended.</summary>
/// <param name="Month">The month of the rating.</param>
/// <param name="PublishedOn">Since when it can be read.</param>
/// <param name="Text">What was wrong and what was changed.</param>
public sealed record PublicRectification(string Month, DateOnly PublishedOn, string Text);
