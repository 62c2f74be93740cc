using System.Text.Json;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Catalogue.Importing;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Shared.Setup;

namespace Tongban.Tests.OneThing;

/// <summary>The templates and items of the demonstration, read from their files.</summary>
internal static class ShippedTemplates
{
    private static readonly Lazy<District> District = new(() => DistrictReader.Read(ShippedData.Folder("district")));

    public static TemplateContent Startup => Of("OT-STARTUP");

    public static IReadOnlyList<string> Codes => [.. Templates().Select(template => template.GetProperty("id").GetString()!)];

    public static TemplateContent Of(string code) =>
        Templates().Single(template => template.GetProperty("id").GetString() == code).GetProperty("content").Deserialize<TemplateContent>(TemplateContent.Json)!;

    /// <summary>The merged form of somebody with these answers.</summary>
    public static MergedForm Form(TemplateContent content, params (string Field, string Answer)[] answers) =>
        new(content, content.Steps.Select(step => step.Item).Distinct().ToDictionary(code => code, Offered), answers.ToDictionary(one => one.Field, one => one.Answer));

    private static OfferedItem Offered(string code)
    {
        var (row, now) = (District.Value.Items.Single(item => item.Code == code), new DateTime(2026, 11, 24, 1, 30, 0, DateTimeKind.Utc));
        var item = new Item(Guid.Empty, code, Guid.NewGuid(), Guid.NewGuid(), row.BaseCode, row.ImplementationCode, now, Actor.System);
        return new OfferedItem(item, new ItemVersion(Guid.Empty, item.Id, 1, row.Content, now, Actor.System), row.Content);
    }

    private static List<JsonElement> Templates()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(ShippedData.Folder("district"), "onething.json")));
        return [.. file.RootElement.GetProperty("templates").EnumerateArray().Select(one => one.Clone())];
    }
}
