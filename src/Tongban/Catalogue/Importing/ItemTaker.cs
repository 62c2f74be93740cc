using System.Text.Json;
using Tongban.Kernel;

namespace Tongban.Catalogue.Importing;

/// <summary>Takes items in. Changed content becomes a new published version from today on: no case loses the one it was opened under.</summary>
public sealed class ItemTaker(TongbanDb db, ImportLedger ledger, Known known, HallClock clock)
{
    public void Take(IEnumerable<ItemRow> rows)
    {
        foreach (var row in rows)
        {
            Take(row);
        }
    }

    private void Take(ItemRow row)
    {
        var (department, group) = (known.Departments[row.Department].Id, known.Groups[row.Group].Id);
        var existing = known.Items.GetValueOrDefault(row.Code);
        var versions = existing is null ? [] : known.Versions[existing.Id].OrderBy(version => version.Number).ToList();
        ledger.Take(new Incoming<Item>("item", row.Code, Content(department, group, row), existing)
        {
            ContentOf = here => new { here.DepartmentId, here.GroupId, here.BaseCode, here.ImplementationCode, versions[^1].Content },
            Make = () => Make(row, versions, department, group),
            Change = here => Change(here, versions, row, department, group),
            VersionOf = here => here.Version + versions.Sum(version => version.Version),
        });
    }

    private static object Content(Guid departmentId, Guid groupId, ItemRow row) =>
        new { DepartmentId = departmentId, GroupId = groupId, row.BaseCode, row.ImplementationCode, row.Content };

    private Item Make(ItemRow row, List<ItemVersion> versions, Guid department, Guid group)
    {
        var item = new Item(db.CentreId, row.Code, department, group, row.BaseCode, row.ImplementationCode, clock.Now, Actor.System);
        versions.Add(Published(item, 1, row.Content, row.EffectiveOn));
        return item;
    }

    private void Change(Item item, List<ItemVersion> versions, ItemRow row, Guid department, Guid group)
    {
        item.Change(department, group, row.BaseCode, row.ImplementationCode, clock.Now, Actor.System);
        if (Json(row.Content) != Json(versions[^1].Content))
        {
            versions.Add(Published(item, versions[^1].Number + 1, row.Content, row.EffectiveOn > clock.Today ? row.EffectiveOn : clock.Today));
        }
    }

    private ItemVersion Published(Item item, int number, ItemContent content, DateOnly from)
    {
        var version = new ItemVersion(db.CentreId, item.Id, number, content, clock.Now, Actor.System);
        version.Publish(from, clock.Now, Actor.System);
        db.Add(version);
        return version;
    }

    private static string Json(ItemContent content) => JsonSerializer.Serialize(content, ItemContent.Json);
}
