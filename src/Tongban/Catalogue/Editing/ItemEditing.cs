using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Catalogue.Editing;

/// <summary>Drafts and publishing. Runs in the caller's transaction.</summary>
public sealed class ItemEditing(TongbanDb db, HallClock clock)
{
    /// <summary>The item's open draft, or a new one that begins as a copy of its latest version.</summary>
    public async Task<ItemVersion> DraftAsync(Item item, Actor by)
    {
        var latest = await db.Set<ItemVersion>().Where(version => version.ItemId == item.Id).OrderBy(version => version.Number).LastAsync();
        if (latest.State == ItemVersionState.Draft)
        {
            return latest;
        }

        // Two editors at once meet on the unique number: the second is told to look again.
        var draft = new ItemVersion(db.CentreId, item.Id, latest.Number + 1, latest.Content, clock.Now, by);
        db.Add(draft);
        await db.SaveChangesAsync();
        return draft;
    }

    /// <param name="draft">The draft that was shown.</param>
    /// <param name="seen">The row's version when the form was opened; somebody else may have saved since.</param>
    /// <param name="content">What it shall say.</param>
    /// <param name="by">The editor.</param>
    public async Task SaveAsync(ItemVersion draft, int seen, ItemContent content, Actor by)
    {
        Refusal.Unless(draft.Version == seen, "request.changed-meanwhile");
        draft.Edit(content, clock.Now, by);
        await db.SaveChangesAsync();
    }

    /// <summary>Publishes from a day on, today or later, if no rule refuses.</summary>
    public async Task PublishAsync(ItemVersion draft, int seen, DateOnly from, Actor by)
    {
        Refusal.Unless(draft.Version == seen, "request.changed-meanwhile");
        Refusal.Unless(from >= clock.Today, "item-version.in-the-past");
        var refusing = ConsistencyRules.Check(draft.Content).Count(finding => finding.Refuses);
        Refusal.Unless(refusing == 0, "item-version.inconsistent", refusing);
        draft.Publish(from, clock.Now, by);
        await db.SaveChangesAsync();
    }
}
