namespace Tongban.Catalogue.Importing;

/// <summary>What no row can know alone: codes that are used twice or that nobody has.</summary>
public static class CrossChecks
{
    public static void Check(District district)
    {
        Once(district.Departments.Select(row => (row.Code, row.From)));
        Once(district.Groups.Select(row => (row.Code, row.From)));
        Once(district.Groups.Select(row => (row.Facts.TicketLetter, row.From)), "ticket_letter");
        Once(district.LifeEvents.Select(row => (row.Code, row.From)));
        Once(district.Sites.Select(row => (row.Code, row.From)));
        Once(district.Items.Select(row => (row.Code, row.From)));
        foreach (var site in district.Sites)
        {
            CheckSite(site, district);
        }

        foreach (var item in district.Items)
        {
            CheckItem(item, district);
        }
    }

    private static void CheckSite(SiteRow site, District district)
    {
        Once(site.Zones.Select(row => (row.Code, row.From)));
        Once(site.Windows.Select(row => (row.Code, row.From)));
        foreach (var window in site.Windows)
        {
            Known(window.From, "zone_id", window.Zone, site.Zones.Select(row => row.Code), $"a zone of {site.Code}");
            Known(window.From, "department_id", window.Department, district.Departments.Select(row => row.Code), "a department");
            AllKnown(window.From, "item_groups", window.Groups, district.Groups.Select(row => row.Code), "a matter group");
        }

        foreach (var zone in site.Opening.Select(row => row.Zone).OfType<string>().Distinct())
        {
            Known(site.From, "self_service_24h_zone", zone, site.Zones.Select(row => row.Code), $"a zone of {site.Code}");
        }
    }

    private static void CheckItem(ItemRow item, District district)
    {
        Known(item.From, "department_id", item.Department, district.Departments.Select(row => row.Code), "a department");
        Known(item.From, "item_group", item.Group, district.Groups.Select(row => row.Code), "a matter group");
        Known(item.From, "life_event", item.Content.LifeEvent, district.LifeEvents.Select(row => row.Code), "a life event");
        AllKnown(item.From, "site_ids", item.Content.Sites, district.Sites.Select(row => row.Code), "a site");
        var theme = district.LifeEvents.FirstOrDefault(row => row.Code == item.Content.LifeEvent)?.Facts.Audience;
        foreach (var finding in ConsistencyRules.Check(item.Content, theme))
        {
            (finding.Refuses ? item.From.Fault : (Action<string, string>)item.From.Warning)(finding.Place, finding.Reason);
        }
    }

    private static void AllKnown(JsonPart part, string name, IReadOnlyList<string> codes, IEnumerable<string> known, string what)
    {
        foreach (var code in codes)
        {
            Known(part, name, code, known, what);
        }
    }

    private static void Known(JsonPart part, string name, string code, IEnumerable<string> known, string what)
    {
        if (code.Length > 0 && !known.Contains(code))
        {
            part.Fault(name, $"“{code}” is not {what}");
        }
    }

    private static void Once(IEnumerable<(string Code, JsonPart From)> rows, string name = "id")
    {
        foreach (var again in rows.Where(row => row.Code.Length > 0).GroupBy(row => row.Code).SelectMany(same => same.Skip(1)))
        {
            again.From.Fault(name, $"“{again.Code}” stands there twice");
        }
    }
}
