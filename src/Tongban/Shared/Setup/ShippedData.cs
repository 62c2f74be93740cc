using Tongban.Kernel;

namespace Tongban.Shared.Setup;

/// <summary>Finds the data that ships with the program: beside the binaries, or in the repository's <c>data</c>.</summary>
public static class ShippedData
{
    public static string Folder(string name)
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var candidate = Path.Combine(folder, "data", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        throw new DirectoryNotFoundException($"The folder data/{name} is missing beside the program.");
    }
}

public static class Calendars
{
    /// <summary>The table of legal working days, one file a year.</summary>
    public static WorkCalendar Load() =>
        WorkCalendar.Parse(Directory.EnumerateFiles(ShippedData.Folder("calendar"), "*.json").Order().Select(File.ReadAllText));
}
