using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Queue.Forecast;

/// <summary>A span of today in which a site receives.</summary>
public readonly record struct OpenSpan(DateTime From, DateTime To);

/// <summary>When a site receives today, as instants.</summary>
public sealed class TodaysHours(Openings openings, HallClock clock)
{
    public async Task<IReadOnlyList<OpenSpan>> OfSiteAsync(Guid siteId) =>
        [.. (await openings.OfAsync(siteId)).SpansOf(clock.Today)
            .Select(span => new OpenSpan(clock.At(clock.Today, span.Opens), clock.At(clock.Today, span.Closes)))
            .OrderBy(span => span.From)];
}
