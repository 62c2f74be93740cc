using System.Text.Json.Nodes;
using Tongban.Catalogue.Importing;

namespace Tongban.Tests.Catalogue;

/// <summary>Every fault names its file, its place in it and the reason.</summary>
public sealed class DistrictFaultTests
{
    public static TheoryData<string, Action<JsonNode>, string, string> Broken => new()
    {
        { "departments.json", json => json["departments"]![0]!["uscc"] = "114101000000000190", "$.departments[0].uscc", "unified social credit code" },
        { "departments.json", json => json["departments"]![3]!.AsObject().Remove("name_zh"), "$.departments[3].name_zh", "a text is needed" },
        { "item_groups.json", json => json["item_groups"]![1]!["ticket_letter"] = "A", "$.item_groups[1].ticket_letter", "twice" },
        { "sites.json", json => json["sites"]![0]!["kind"] = "castle", "$.sites[0].kind", "none of main_hall" },
        { "sites.json", json => json["sites"]![0]!["latitude"] = 134, "$.sites[0].latitude", "degrees" },
        { "sites.json", json => json["sites"]![0]!["windows"]![2]!["zone_id"] = "Z99", "$.sites[0].windows[2].zone_id", "not a zone of H01" },
        { "sites.json", json => json["sites"]![0]!["windows"]![2]!["item_groups"] = new JsonArray("XX"), "$.sites[0].windows[2].item_groups", "not a matter group" },
        { "sites.json", json => json["sites"]![1]!["opening"]!["workday"] = new JsonArray(new JsonArray("12:00", "09:00")), "$.sites[1].opening.workday[0]", "first before the second" },
        { "sites.json", json => json["sites"]![1]!["opening"]!["workday"] = new JsonArray(new JsonArray("9", "12:00")), "$.sites[1].opening.workday[0][0]", "no time of day" },
        { "sites.json", json => json["sites"]![0]!["zones"]![4]!["capacity"] = -1, "$.sites[0].zones[4].capacity", "whole number from 0" },
        { "calendar.json", json => json["opening_exceptions"]![0]!["to"] = "2019-01-01", "$.opening_exceptions[0].to", "before it starts" },
        { "calendar.json", json => json["opening_exceptions"]![0]!["from"] = "Monday", "$.opening_exceptions[0].from", "a day like" },
        { "items.json", json => json["items"]![1]!["id"] = "SS01", "$.items[1].id", "twice" },
        { "items.json", json => json["items"]![0]!["implementation_code"] = "123", "$.items[0].implementation_code", "implementation code" },
        { "items.json", json => json["items"]![0]!["handling_minutes"] = "ten", "$.items[0].handling_minutes", "number is needed, this is string" },
        { "items.json", json => json["items"]![0]!["promised_limit_workdays"] = 5, "$.items[0].promised_limit_workdays", "immediate" },
        { "items.json", json => json["items"]![0]!["materials"]![0]!["source"] = "moon", "$.items[0].materials[0].source", "none of applicant" },
        { "items.json", json => json["items"]![0]!["materials"]![0]!["reason_zh"] = "", "$.items[0].materials[0].reason_zh", "a text is needed" },
        { "items.json", json => json["items"]![0]!["materials"]![0]!["applies_when"] = JsonNode.Parse("""{"all":[{"question":"who","in":["x"]}]}"""), "$.items[0].materials[0].applies_when", "does not exist" },
        { "items.json", json => json["items"]![0]!["site_ids"] = new JsonArray("H01", "X9"), "$.items[0].site_ids", "not a site" },
        { "items.json", json => json["items"]![0]!["fee"]!["online_payment"] = true, "$.items[0].fee", "without a fee" },
        { "items.json", json => json["items"]![0]!["life_event"] = "party", "$.items[0].life_event", "not a life event" },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void Names_the_place(string file, Action<JsonNode> change, string place, string reason)
    {
        using var folder = DistrictFolder.Copy().With(file, change);

        var fault = Assert.Single(Faults(folder));

        Assert.Equal((file, place), (fault.File, fault.Place));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_the_line_of_what_is_no_json()
    {
        using var folder = DistrictFolder.Copy().WithText("item_groups.json", "{\n \"item_groups\": [,]\n}");

        Assert.Contains(Faults(folder), fault => fault is { File: "item_groups.json", Place: "line 2" });
    }

    [Fact]
    public void Names_a_missing_file()
    {
        using var folder = DistrictFolder.Copy();
        File.Delete(Path.Combine(folder.Path, "centre.json"));

        Assert.Contains(Faults(folder), fault => fault.File == "centre.json" && fault.Reason.Contains("missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Tells_all_faults_at_once()
    {
        using var folder = DistrictFolder.Copy()
            .With("departments.json", json => json["departments"]![0]!["uscc"] = "1")
            .With("items.json", json => (json["items"]![0]!["department_id"], json["items"]![5]!["item_group"]) = ("D99", "XX"));

        Assert.Equal(["departments.json", "items.json", "items.json"], Faults(folder).Select(fault => fault.File));
    }

    private static IReadOnlyList<Fault> Faults(DistrictFolder folder) => Assert.Throws<FaultyDistrict>(() => DistrictReader.Read(folder.Path)).Faults;
}
