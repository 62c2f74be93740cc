using Tongban.Catalogue.Importing;

namespace Tongban.Importing;

/// <summary>The folder with a year's files, and the district's beside it, whose lists say who is meant by a staff code and what by a device's.</summary>
public sealed class ImportFolder
{
    private readonly string path;

    /// <param name="path">With the year's files.</param>
    /// <param name="district">With <c>staff.json</c> and <c>devices.json</c>; the folder <c>district</c> beside the year's when not given.</param>
    public ImportFolder(string path, string? district = null)
    {
        this.path = path;
        var faults = new Faults();
        var files = new FolderOfJson(district ?? Path.Combine(path, "..", "district"), faults);
        SitesOfStaff = SitesOf("staff.json", "staff");
        SitesOfDevices = SitesOf("devices.json", "devices");
        if (faults.Found.Count > 0)
        {
            throw new FaultyDistrict(faults.Found);
        }

        Dictionary<string, string> SitesOf(string file, string list) => files.List(file, list).Select(row => (Code: row.Text("id", 20), Site: row.Text("site_id", 20))).ToDictionary(row => row.Code, row => row.Site);
    }

    /// <summary>At which site each member of staff works, by the codes of both.</summary>
    public IReadOnlyDictionary<string, string> SitesOfStaff { get; }

    /// <summary>At which site each terminal stands, by the codes of both.</summary>
    public IReadOnlyDictionary<string, string> SitesOfDevices { get; }

    public string PathOf(string file) => Path.Combine(path, file);
}
