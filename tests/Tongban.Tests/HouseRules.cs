namespace Tongban.Tests;

/// <summary>The tables of <see cref="HouseRulesTests"/>: each line is a decision, made here and nowhere else.</summary>
internal static class HouseRules
{
    public static IReadOnlyList<string> PlatformTables { get; } = [];

    /// <summary>Folders that anybody may use.</summary>
    public static IReadOnlyList<string> Everybodys { get; } = ["Kernel", "Shared", "People"];

    /// <summary>Folders that put the others together.</summary>
    public static IReadOnlyList<string> SeesAll { get; } = ["Shared", "Commands"];

    /// <summary>Activities that change rows by a guarded statement, and why.</summary>
    public static IReadOnlyDictionary<string, string> Contended { get; } = new Dictionary<string, string>
    {
    };

    /// <summary>Files that may ask the machine for its time, and why.</summary>
    public static IReadOnlyDictionary<string, string> AsksTheMachine { get; } = new Dictionary<string, string>
    {
    };

    public static IReadOnlyList<string> Arrows { get; } =
    [
    ];

    public static IReadOnlyList<string> Routes { get; } =
    [
    ];

    /// <summary>Every source file of ours, by its path below <c>src/Tongban</c>.</summary>
    public static IReadOnlyList<(string Path, string Text)> Sources() => Files.Value;

    private static readonly Lazy<IReadOnlyList<(string Path, string Text)>> Files = new(() =>
    {
        var root = Root();
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))];
    });

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Tongban.slnx")))
            {
                return Path.Combine(folder, "src", "Tongban");
            }
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
