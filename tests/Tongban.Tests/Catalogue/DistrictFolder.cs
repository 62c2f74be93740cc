using System.Text.Json.Nodes;
using Tongban.Shared.Setup;

namespace Tongban.Tests.Catalogue;

/// <summary>A copy of the demo district in a folder of its own, to be broken or edited.</summary>
public sealed class DistrictFolder : IDisposable
{
    private DistrictFolder(string path) => Path = path;

    public string Path { get; }

    public static DistrictFolder Copy()
    {
        var path = Directory.CreateTempSubdirectory("tongban-district-").FullName;
        foreach (var file in Directory.EnumerateFiles(ShippedData.Folder("district"), "*.json"))
        {
            File.Copy(file, System.IO.Path.Combine(path, System.IO.Path.GetFileName(file)));
        }

        return new DistrictFolder(path);
    }

    public DistrictFolder With(string file, Action<JsonNode> change)
    {
        var path = System.IO.Path.Combine(Path, file);
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        change(json);
        File.WriteAllText(path, json.ToJsonString());
        return this;
    }

    public DistrictFolder WithText(string file, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, file), text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
