namespace Tongban.Appointments.Releasing;

/// <summary>The next minute at which more places open, and how many.</summary>
public sealed record NextRelease(DateTime At, int Places)
{
    /// <summary>Of several: the earliest minute, with what opens then in all of them.</summary>
    public static NextRelease? Of(IEnumerable<NextRelease?> several) => several.OfType<NextRelease>()
        .GroupBy(next => next.At).OrderBy(next => next.Key)
        .Select(next => new NextRelease(next.Key, next.Sum(one => one.Places))).FirstOrDefault();
}
