using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Catalogue.Importing;

/// <summary>What the database holds, by code; rows that are made on the way are put in too.</summary>
public sealed class Known
{
    public Dictionary<string, Department> Departments { get; private init; } = [];

    public Dictionary<string, MatterGroup> Groups { get; private init; } = [];

    public Dictionary<string, LifeEvent> LifeEvents { get; private init; } = [];

    public Dictionary<string, Site> Sites { get; private init; } = [];

    /// <summary>By the codes of site and zone.</summary>
    public Dictionary<(string Site, string Zone), Zone> Zones { get; private init; } = [];

    public Dictionary<(string Site, string Window), Window> Windows { get; private init; } = [];

    /// <summary>All that ever held, by site.</summary>
    public ILookup<Guid, OpeningRule> Rules { get; private init; } = null!;

    public ILookup<Guid, OpeningException> Exceptions { get; private init; } = null!;

    public Dictionary<string, Item> Items { get; private init; } = [];

    public ILookup<Guid, ItemVersion> Versions { get; private init; } = null!;

    public static async Task<Known> LoadAsync(TongbanDb db, CancellationToken stop)
    {
        var sites = await db.Set<Site>().ToDictionaryAsync(site => site.Id, stop);
        return new()
        {
            Departments = await db.Set<Department>().ToDictionaryAsync(row => row.Code, stop),
            Groups = await db.Set<MatterGroup>().ToDictionaryAsync(row => row.Code, stop),
            LifeEvents = await db.Set<LifeEvent>().ToDictionaryAsync(row => row.Code, stop),
            Sites = sites.Values.ToDictionary(site => site.Code),
            Zones = await db.Set<Zone>().ToDictionaryAsync(zone => (sites[zone.SiteId].Code, zone.Code), stop),
            Windows = await db.Set<Window>().ToDictionaryAsync(window => (sites[window.SiteId].Code, window.Code), stop),
            Rules = (await db.Set<OpeningRule>().ToListAsync(stop)).ToLookup(rule => rule.SiteId),
            Exceptions = (await db.Set<OpeningException>().ToListAsync(stop)).ToLookup(exception => exception.SiteId),
            Items = await db.Set<Item>().ToDictionaryAsync(item => item.Code, stop),
            Versions = (await db.Set<ItemVersion>().ToListAsync(stop)).ToLookup(version => version.ItemId),
        };
    }
}
