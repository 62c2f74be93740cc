namespace Tongban.Browser.Tests.Harness;

/// <summary>Where things lie in the repository, found upwards from the built tests.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Debug or Release, whichever these tests were built as: the application is built the same way.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string App { get; } =
        Path.Combine(Root, "src", "Tongban", "bin", Configuration, "net10.0", "tongban.dll");

    /// <summary>Logs, and pictures of failures; not kept in version control.</summary>
    public static string Results(params string[] parts) => Folder(["TestResults", .. parts]);

    public static string DocsImages => Folder("docs", "images");

    private static string Folder(params string[] parts) =>
        Directory.CreateDirectory(Path.Combine([Root, .. parts])).FullName;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tongban.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must lie in the repository: no Tongban.slnx above them.");
        }

        return folder.FullName;
    }
}
