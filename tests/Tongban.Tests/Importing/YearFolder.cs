using Microsoft.Extensions.DependencyInjection;
using Tongban.Catalogue.Importing;
using Tongban.Importing;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Importing;

/// <summary>A folder with the files of a year, a slice of the shipped one or rows of the test's own.</summary>
internal sealed class YearFolder : IDisposable
{
    public const string Enterprises = "enterprises.csv";
    public const string Grants = "benefit_grants.csv";
    public const string Waivers = "bank_waivers.csv";
    public const string Services = "services.csv";
    public const string Ratings = "ratings.csv";

    public string Path { get; } = Directory.CreateTempSubdirectory("tongban-year-").FullName;

    public static string Shipped => ShippedData.Folder("year2020");

    /// <summary>Only the headers.</summary>
    public static YearFolder Empty()
    {
        var folder = new YearFolder();
        foreach (var file in new[] { Enterprises, Services, Grants, Waivers, Ratings })
        {
            folder.Write(file, [HeaderOf(file)]);
        }

        return folder;
    }

    /// <summary>The first enterprises with what the first grants and waivers gave them.</summary>
    public static YearFolder Slice(int enterprises, int grants, int waivers)
    {
        var folder = Empty();
        var late = LinesOf(Waivers).Take(waivers).ToList();
        var wanted = late.Select(line => line.Split(',')[2]).ToHashSet();
        var firms = LinesOf(Enterprises).Where((line, n) => n < enterprises || wanted.Contains(line.Split(',')[0])).ToList();
        var known = firms.Select(line => line.Split(',')[0]).ToHashSet();
        folder.Write(Enterprises, [HeaderOf(Enterprises), .. firms]);
        folder.Write(Grants, [HeaderOf(Grants), .. LinesOf(Grants).Take(grants).Where(line => known.Contains(line.Split(',')[2]))]);
        folder.Write(Waivers, [HeaderOf(Waivers), .. late]);
        return folder;
    }

    /// <summary>The first services with the ratings they got.</summary>
    public static YearFolder Rated(int services)
    {
        var folder = Empty();
        var lines = LinesOf(Services).Take(services).ToList();
        var known = lines.Select(line => line.Split(',')[0]).ToHashSet();
        folder.Write(Services, [HeaderOf(Services), .. lines]);
        return folder.Write(Ratings, [HeaderOf(Ratings), .. LinesOf(Ratings).Where(line => known.Contains(line.Split(',')[1]))]);
    }

    public static string HeaderOf(string file) => File.ReadLines(System.IO.Path.Combine(Shipped, file)).First();

    public static IEnumerable<string> LinesOf(string file) => File.ReadLines(System.IO.Path.Combine(Shipped, file)).Skip(1);

    public YearFolder Write(string file, IEnumerable<string> lines, string end = "\n") => Write(file, System.Text.Encoding.UTF8.GetBytes(string.Join(end, lines) + end));

    public YearFolder Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);
        return this;
    }

    public string Read(string file) => File.ReadAllText(System.IO.Path.Combine(Path, file));

    /// <summary>An application with the demo district.</summary>
    public static async Task<TongbanApp> StartAsync()
    {
        var app = await TongbanApp.StartAsync();
        await app.WithAsync(services => services.GetRequiredService<DistrictImport>().ImportAsync(ShippedData.Folder("district")));
        return app;
    }

    public Task ImportAsync(TongbanApp app, Action<ImportProgress>? tell = null, CancellationToken? stop = null) =>
        app.Services.GetRequiredService<YearImport>().RunAsync("year2020", new ImportFolder(Path, ShippedData.Folder("district")), tell ?? (_ => { }), stop ?? TestContext.Current.CancellationToken);

    /// <summary>What was rejected: <c>enterprises.csv 3 E00002 DUP_KEY</c>.</summary>
    public static async Task<IReadOnlyList<string>> RejectsAsync(TongbanApp app) =>
        [.. (await app.Services.GetRequiredService<YearImport>().RejectsAsync("year2020", default)).Select(reject => $"{reject.File} {reject.Line} {reject.RowId} {reject.Code}")];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
