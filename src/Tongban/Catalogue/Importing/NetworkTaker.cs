using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Catalogue.Importing;

/// <summary>Takes departments, groups, life events, sites, zones and windows in, in the order in which they refer to each other.</summary>
public sealed class NetworkTaker(ImportLedger ledger, Known known, DateTime now, Guid centre)
{
    public void Take(District district)
    {
        foreach (var row in district.Departments)
        {
            known.Departments[row.Code] = ledger.Take(new Incoming<Department>("department", row.Code, row.Facts, known.Departments.GetValueOrDefault(row.Code))
            {
                ContentOf = here => here.Facts,
                Make = () => new(centre, row.Code, row.Facts, now, Actor.System),
                Change = here => here.Change(row.Facts, now, Actor.System),
            });
        }

        foreach (var row in district.Groups)
        {
            known.Groups[row.Code] = ledger.Take(new Incoming<MatterGroup>("matter group", row.Code, row.Facts, known.Groups.GetValueOrDefault(row.Code))
            {
                ContentOf = here => here.Facts,
                Make = () => new(centre, row.Code, row.Facts, now, Actor.System),
                Change = here => here.Change(row.Facts, now, Actor.System),
            });
        }

        foreach (var row in district.LifeEvents)
        {
            known.LifeEvents[row.Code] = ledger.Take(new Incoming<LifeEvent>("life event", row.Code, row.Facts, known.LifeEvents.GetValueOrDefault(row.Code))
            {
                ContentOf = here => here.Facts,
                Make = () => new(centre, row.Code, row.Facts, now, Actor.System),
                Change = here => here.Change(row.Facts, now, Actor.System),
            });
        }

        foreach (var row in district.Sites)
        {
            Take(row);
        }
    }

    private void Take(SiteRow row)
    {
        var site = known.Sites[row.Code] = ledger.Take(new Incoming<Site>("site", row.Code, row.Facts, known.Sites.GetValueOrDefault(row.Code))
        {
            ContentOf = here => here.Facts,
            Make = () => new(centre, row.Code, row.Facts, now, Actor.System),
            Change = here => here.Change(row.Facts, now, Actor.System),
        });
        foreach (var zone in row.Zones)
        {
            Take(zone, site);
        }

        foreach (var window in row.Windows)
        {
            Take(window, site);
        }
    }

    private void Take(Row<ZoneFacts> row, Site site) =>
        known.Zones[(site.Code, row.Code)] = ledger.Take(new Incoming<Zone>("zone", $"{site.Code}/{row.Code}", row.Facts, known.Zones.GetValueOrDefault((site.Code, row.Code)))
        {
            ContentOf = here => here.Facts,
            Make = () => new(centre, site.Id, row.Code, row.Facts, now, Actor.System),
            Change = here => here.Change(row.Facts, now, Actor.System),
        });

    private void Take(WindowRow row, Site site)
    {
        var facts = new WindowFacts(
            known.Zones[(site.Code, row.Zone)].Id, known.Departments[row.Department].Id, row.Label, row.NameZh, row.NameEn, row.WeekendService,
            [.. row.Groups.Select(code => known.Groups[code].Id).Order()]);
        known.Windows[(site.Code, row.Code)] = ledger.Take(new Incoming<Window>("window", $"{site.Code}/{row.Code}", facts, known.Windows.GetValueOrDefault((site.Code, row.Code)))
        {
            ContentOf = here => here.Facts with { GroupIds = [.. here.Facts.GroupIds.Order()] },
            Make = () => new(centre, site.Id, row.Code, facts, now, Actor.System),
            Change = here => here.Change(facts, now, Actor.System),
        });
    }
}
