using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Appointments.Releasing;

/// <summary>Says when more places open, in as many words as there is room for.</summary>
public sealed class NextInWords(Say say, Formats formats, HallClock clock)
{
    /// <summary>3 个名额将于 11月25日 周三 8:00 放出.</summary>
    public string Full(NextRelease next) => Some("release.will-open", next, IsToday(next) ? formats.Time(next.At) : formats.Moment(next.At));

    /// <summary>8:00 放 3 个; on another day, 25 日放 3 个.</summary>
    public string Brief(NextRelease next) => IsToday(next) ? say["release.brief-today", formats.Time(next.At), next.Places] : say["release.brief", clock.DayOf(next.At), next.Places];

    /// <summary>8:00 放号; on another day, 25 日放号.</summary>
    public string When(NextRelease next) => IsToday(next) ? say["release.when-today", formats.Time(next.At)] : say["release.when", clock.DayOf(next.At)];

    private bool IsToday(NextRelease next) => clock.DayOf(next.At) == clock.Today;

    private string Some(string key, NextRelease next, string at) => say[next.Places == 1 ? key + "-one" : key, next.Places, at];
}
