using System.Text.Json;

namespace Tongban.Shared.Live;

/// <summary>How an activity tells live screens: only after its transaction has committed, never a moment before.</summary>
public sealed class LiveNews(TongbanDb db, LiveFeed feed)
{
    /// <summary>The screens of this site fetch again.</summary>
    public void Changed(Guid siteId) => Tell(new LiveChange(db.CentreId, siteId, LiveChange.Changed));

    /// <summary>An event that carries what happened.</summary>
    public void Event(Guid siteId, Guid? zoneId, string kind, object data) =>
        Tell(new LiveChange(db.CentreId, siteId, kind, JsonSerializer.Serialize(data, JsonSerializerOptions.Web), zoneId));

    private void Tell(LiveChange change) => db.AfterCommit(() => feed.Publish(change));
}
