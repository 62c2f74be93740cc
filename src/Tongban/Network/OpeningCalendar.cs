using Tongban.Kernel;

namespace Tongban.Network;

/// <summary>
/// When a site, or a zone of it, is open: the weekly pattern by kind of day, and the exceptions. Which days are
/// working days, weekends and holidays comes from the legal calendar; nothing here adds a working day to a term.
/// </summary>
/// <remarks>
/// A zone with rules of its own keeps them (terminals, day and night) and is touched only by exceptions that close the
/// whole site. Beyond the last day of the legal calendar that is published, nothing is offered.
/// </remarks>
public sealed class OpeningCalendar(WorkCalendar days, IReadOnlyList<OpeningRule> rules, IReadOnlyList<OpeningException> exceptions)
{
    /// <summary>How many days ahead the next opening is looked for: longer than any holiday.</summary>
    public const int FurthestDays = 60;

    /// <summary>The last day on which opening hours are known.</summary>
    public DateOnly LastKnownDay => days.LastPublishedDay;

    /// <summary>Whether the site works on Saturdays or Sundays at all (周末不打烊).</summary>
    public bool HasWeekendService => rules.Any(rule => rule is { ZoneId: null, DayKind: DayKind.Weekend, EndsOn: null });

    /// <summary>What kind of day it is for opening hours; null where the legal calendar is not published.</summary>
    public DayKind? KindOf(DateOnly day) =>
        !days.IsPublished(day.Year) ? null
        : days.IsWorkday(day) ? DayKind.Workday
        : days.IsHoliday(day) ? DayKind.Holiday
        : DayKind.Weekend;

    /// <summary>Hours, kind and names of one day.</summary>
    public OpeningDay On(DateOnly day, Guid? zoneId = null)
    {
        if (KindOf(day) is not { } kind)
        {
            return new(day, null, [], null, null);
        }

        var own = HasOwn(zoneId, day);
        var exception = ExceptionOn(day, kind, wholeSiteOnly: own);
        var pattern = Pattern(day, kind, own ? zoneId : null);
        return new(day, kind, exception is null ? pattern : HoursOf(exception, pattern), days.NameOf(day), exception?.Reason);
    }

    /// <summary>The stretches of a day in which it is open; none when closed or not known yet.</summary>
    public IReadOnlyList<OpeningSpan> SpansOf(DateOnly day, Guid? zoneId = null) => On(day, zoneId).Spans;

    /// <summary>The weekly pattern on one kind of day as it holds on <paramref name="asOf"/>, exceptions aside.</summary>
    public IReadOnlyList<OpeningSpan> PatternOf(DayKind kind, DateOnly asOf, Guid? zoneId = null) =>
        Pattern(asOf, kind, HasOwn(zoneId, asOf) ? zoneId : null);

    /// <summary>Whether the site usually closes at noon and opens again.</summary>
    public bool HasBreak(DateOnly asOf) => Enum.GetValues<DayKind>().Any(kind => BreaksOf(Pattern(asOf, kind, null)).Any());

    /// <param name="local">The hall's local time.</param>
    /// <param name="zoneId">A zone, or the site.</param>
    public bool IsOpenAt(DateTime local, Guid? zoneId = null) =>
        SpansOf(DateOnly.FromDateTime(local), zoneId).Any(span => span.Holds(TimeOnly.FromDateTime(local)));

    /// <summary>Closing time of the stretch that is open now; null when closed.</summary>
    public TimeOnly? ClosesAt(DateTime local, Guid? zoneId = null) =>
        SpansOf(DateOnly.FromDateTime(local), zoneId).Where(span => span.Holds(TimeOnly.FromDateTime(local))).Select(span => (TimeOnly?)span.Closes).LastOrDefault();

    /// <summary>When it opens next after this local time; null when that is not known.</summary>
    public DateTime? NextOpening(DateTime local, Guid? zoneId = null)
    {
        var today = DateOnly.FromDateTime(local);
        return Enumerable.Range(0, FurthestDays)
            .Select(today.AddDays)
            .SelectMany(day => SpansOf(day, zoneId).Select(span => (DateTime?)day.ToDateTime(span.Opens)))
            .FirstOrDefault(opens => opens > local);
    }

    private bool HasOwn(Guid? zoneId, DateOnly day) => zoneId is not null && rules.Any(rule => rule.ZoneId == zoneId && Holds(rule, day));

    private OpeningException? ExceptionOn(DateOnly day, DayKind kind, bool wholeSiteOnly) =>
        exceptions.Where(e => e.WithdrawnAt is null && e.FromOn <= day && day <= e.ThroughOn)
            .Where(e => e.OnlyFor is null || (e.OnlyFor == kind && !wholeSiteOnly))
            .OrderBy(e => e.ThroughOn.DayNumber - e.FromOn.DayNumber)
            .FirstOrDefault();

    private List<OpeningSpan> Pattern(DateOnly day, DayKind kind, Guid? zoneId) =>
        [.. rules.Where(rule => rule.ZoneId == zoneId && rule.DayKind == kind && Holds(rule, day))
            .Select(rule => new OpeningSpan(rule.Opens, rule.Closes))
            .OrderBy(span => span.Opens)];

    // Other hours keep the usual break unless they say otherwise; a day that is usually closed has none.
    private static List<OpeningSpan> HoursOf(OpeningException exception, List<OpeningSpan> pattern)
    {
        if (exception is not { Opens: { } opens, Closes: { } closes })
        {
            return [];
        }

        var breaks = exception.ThroughBreak ? [] : BreaksOf(pattern).Where(one => opens < one.Closes && one.Opens < closes).ToList();
        TimeOnly[] edges = [opens, .. breaks.SelectMany(one => new[] { one.Opens, one.Closes }), closes];
        return [.. edges.Chunk(2).Where(edge => edge[0] < edge[1]).Select(edge => new OpeningSpan(edge[0], edge[1]))];
    }

    private static IEnumerable<OpeningSpan> BreaksOf(List<OpeningSpan> pattern) =>
        pattern.Zip(pattern.Skip(1)).Where(pair => pair.First.Closes < pair.Second.Opens).Select(pair => new OpeningSpan(pair.First.Closes, pair.Second.Opens));

    private static bool Holds(OpeningRule rule, DateOnly day) => rule.StartsOn <= day && (rule.EndsOn is null || day < rule.EndsOn);
}

/// <summary>One day of a site or zone.</summary>
/// <param name="Day">The hall's day.</param>
/// <param name="Kind">Null where the year's legal calendar is not published: no hours are offered.</param>
/// <param name="Spans">Open stretches, in order; none when closed.</param>
/// <param name="Holiday">国庆节, 春节 …</param>
/// <param name="Exception">Why the day differs from the weekly pattern.</param>
public sealed record OpeningDay(DateOnly Day, DayKind? Kind, IReadOnlyList<OpeningSpan> Spans, string? Holiday, string? Exception)
{
    public bool IsOpen => Spans.Count > 0;

    /// <summary>A Saturday or Sunday on which the hall is open beside the legal working days.</summary>
    public bool IsWeekendService => Kind == DayKind.Weekend && IsOpen;
}
