using System.Text.Json;

namespace Tongban.Catalogue.Importing;

/// <summary>Reads the files of a district's folder and checks each by itself and all together.</summary>
public static class DistrictReader
{
    /// <summary>Throws <see cref="FaultyDistrict"/> with every fault that was found.</summary>
    public static District Read(string folder, IEnumerable<IDistrictPart>? parts = null)
    {
        var faults = new Faults();
        var files = new FolderOfJson(folder, faults);
        var district = new District(
            ReadCentre(files.Whole("centre.json")),
            [.. files.List("departments.json", "departments").Select(NetworkRows.Department)],
            [.. files.List("item_groups.json", "item_groups").Select(NetworkRows.Group)],
            [.. files.List("life_events.json", "life_events").Select(ItemRows.LifeEvent)],
            [.. files.List("sites.json", "sites").Select(SiteRows.Site)],
            [.. files.List("calendar.json", "opening_exceptions").Select(SiteRows.Exception)],
            [.. files.List("items.json", "items").Select(ItemRows.Item)]);
        CrossChecks.Check(district);
        List<Func<ImportLedger, Known, CancellationToken, Task>> more = [.. (parts ?? []).Select(part => part.Read(files, district)).OfType<Func<ImportLedger, Known, CancellationToken, Task>>()];
        return faults.Found.Count == 0 ? district with { Warnings = faults.Warnings, More = more } : throw new FaultyDistrict(faults.Found);
    }

    private static CentreRow ReadCentre(JsonPart? file) =>
        file is null ? new("", "", "") : new(file.Text("id", 20), file.Text("name_zh", 200), file.Text("name_en", 200));
}

/// <summary>A folder of JSON files; a missing or broken one is a fault like any other.</summary>
public sealed class FolderOfJson(string folder, Faults faults)
{
    public bool Has(string file) => File.Exists(Path.Combine(folder, file));

    public JsonPart? Whole(string file)
    {
        try
        {
            using var text = File.OpenRead(Path.Combine(folder, file));
            return new JsonPart(JsonDocument.Parse(text).RootElement, file, "$", faults);
        }
        catch (JsonException broken)
        {
            faults.Add(file, $"line {broken.LineNumber + 1}", "this is not JSON");
        }
        catch (IOException)
        {
            faults.Add(file, "$", "the file is missing or cannot be read");
        }

        return null;
    }

    public IEnumerable<JsonPart> List(string file, string name) => Whole(file)?.Parts(name) ?? [];
}
