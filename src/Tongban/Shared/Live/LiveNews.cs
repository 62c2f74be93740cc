using System.Text.Json;

namespace Tongban.Shared.Live;

/// <summary>How an activity tells live screens: only after its transaction has committed, never a moment before.</summary>
public sealed class LiveNews(TongbanDb db, LiveFeed feed)
{
    /// <summary>The screens of this site fetch again; only those that show one of <paramref name="about"/>, where something is named.</summary>
    public void Changed(Guid siteId, params IEnumerable<Guid> about) =>
        Tell(new LiveChange(db.CentreId, siteId, LiveChange.Changed) { About = [.. about.Distinct()] });

    /// <summary>An event that carries what happened.</summary>
    public void Event(Guid siteId, Guid? zoneId, string kind, object data) =>
        Tell(new LiveChange(db.CentreId, siteId, kind, JsonSerializer.Serialize(data, JsonSerializerOptions.Web), zoneId));

    private void Tell(LiveChange change) => db.AfterCommit(() => feed.Publish(change));
}
