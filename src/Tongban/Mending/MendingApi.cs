using Microsoft.AspNetCore.Http.HttpResults;
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
        return TypedResults.Ok(PublicRectifications.Of(await figures.AllAsync(from, stop), await figures.PublishedAsync(from, stop)));
    }
}

/// <summary>What everybody may read.</summary>
/// <param name="Sums">Counted when asked; absent while there are fewer than five, of whom somebody could be told apart.</param>
/// <param name="Published">What was mended.</param>
public sealed record PublicRectifications(PublicSums? Sums, IReadOnlyList<PublicRectification> Published)
{
    public static PublicRectifications Of(MendingSums sums, IEnumerable<Rectification> published) => new(
        sums.IsEnoughForPublic ? PublicSums.Of(sums) : null,
        [.. published.Select(one => new PublicRectification(one.RatedOn.ToString("yyyy-MM", null), one.PublishedOn!.Value, one.PublicWords!))]);
}

/// <summary>Sums of rectifications.</summary>
/// <param name="BadRatings">差评.</param>
/// <param name="Named">Of them with a phone and leave to call.</param>
/// <param name="CalledBack">Of the named, called back.</param>
/// <param name="ToMend">应整改.</param>
/// <param name="Mended">已整改.</param>
/// <param name="MendedInTime">按时整改.</param>
/// <param name="CallBackShare">实名差评回访率, 0 to 1; absent without a named one.</param>
/// <param name="MendedShare">整改率; absent where nothing was to be mended.</param>
/// <param name="InTimeShare">按时整改率.</param>
public sealed record PublicSums(long BadRatings, long Named, long CalledBack, long ToMend, long Mended, long MendedInTime, double? CallBackShare, double? MendedShare, double? InTimeShare)
{
    public static PublicSums Of(MendingSums sums) => new(
        sums.All, sums.Named, sums.CalledBack, sums.Due, sums.Mended, sums.InTime, Share(sums.CalledBack, sums.Named), Share(sums.Mended, sums.Due), Share(sums.InTime, sums.Due));

    private static double? Share(long part, long whole) => whole == 0 ? null : (double)part / whole;
}

/// <summary>Something that was mended.</summary>
/// <param name="Month">The month of the rating.</param>
/// <param name="PublishedOn">Since when it can be read.</param>
/// <param name="Text">What was wrong and what was changed.</param>
public sealed record PublicRectification(string Month, DateOnly PublishedOn, string Text);
