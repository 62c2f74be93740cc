using Tongban.Kernel;

namespace Tongban.Tests.Kernel;

/// <summary>The calendar of data/calendar, and a smaller one that ends earlier.</summary>
internal static class Calendars
{
    public static WorkCalendar All { get; } = Load(2019, 2026);

    public static WorkCalendar Load(int from, int to) =>
        WorkCalendar.Parse(Enumerable.Range(from, to - from + 1).Select(year => File.ReadAllText(Path.Combine(Folder(), $"{year}.json"))));

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);

        while (!File.Exists(Path.Combine(folder!.FullName, "Tongban.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "data", "calendar");
    }
}
