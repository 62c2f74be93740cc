using Tongban.Network;
using Tongban.Queue.Ordering;

namespace Tongban.Queue.Forecast;

/// <summary>A matter group at a site at this moment. <paramref name="Wait"/> is for somebody who comes now; null is unknown.</summary>
public sealed record GroupNow(MatterGroup Group, IReadOnlyList<Window> Windows, int Waiting, WaitRange? Wait, int LongestMinutes, double MinutesEach);

/// <summary>
/// The queues of a site at one moment: one reading of the database, shared by every ticket, kiosk and board that asks
/// within a second.
/// </summary>
public sealed class SiteNow
{
    private readonly Dictionary<Guid, (Guid GroupId, int Ahead)> places = [];
    private readonly Dictionary<Guid, (double Minutes, double Windows, bool Free)> speeds = [];

    internal SiteNow(SiteReading reading, DateTime now)
    {
        At = now;
        Zones = reading.Zones;
        foreach (var line in reading.Lines)
        {
            foreach (var (place, ahead) in line.Select((place, ahead) => (place, ahead)))
            {
                places[place.Who.LegId] = (line.Key, ahead);
            }
        }

        Groups = [.. reading.Groups.Where(group => reading.WindowsOf(group.Id).Any()).Select(group => Measure(reading, group))];
    }

    public DateTime At { get; }

    /// <summary>Persons in line.</summary>
    public int Waiting => places.Count;

    public IReadOnlyList<Zone> Zones { get; }

    /// <summary>Groups that some window of the site serves, by their letter.</summary>
    public IReadOnlyList<GroupNow> Groups { get; }

    public GroupNow? Of(Guid groupId) => Groups.FirstOrDefault(group => group.Group.Id == groupId);

    /// <summary>Persons called before this one, or null when not in line.</summary>
    public int? Ahead(Guid legId) => places.TryGetValue(legId, out var place) ? place.Ahead : null;

    public WaitRange? WaitOf(Guid legId) =>
        places.TryGetValue(legId, out var place) && speeds.TryGetValue(place.GroupId, out var speed)
            ? WaitForecast.For(place.Ahead, speed.Minutes, speed.Windows, speed.Free)
            : null;

    private GroupNow Measure(SiteReading reading, MatterGroup group)
    {
        var line = reading.Lines[group.Id].ToList();
        var open = reading.WindowsOf(group.Id).Where(window => reading.Receiving.Contains(window.Id)).ToList();
        var free = open.Exists(window => !reading.Busy.Contains(window.Id));
        var minutes = reading.Times.MinutesFor(group.Id, reading.Hour);
        speeds[group.Id] = (minutes, open.Sum(window => Share(reading, window, group.Id)), free);
        var longest = line.Count == 0 ? 0 : Math.Max(0, (int)(At - line.Min(place => place.Who.SinceAt)).TotalMinutes);
        return new GroupNow(group, [.. reading.WindowsOf(group.Id)], line.Count, WaitForecast.For(line.Count, minutes, speeds[group.Id].Windows, free), longest, minutes);
    }

    // A window that also serves other groups with people waiting gives this one its part.
    private static double Share(SiteReading reading, Window window, Guid groupId) =>
        1.0 / window.Groups.Count(served => served.GroupId == groupId || reading.Lines[served.GroupId].Any());
}

/// <summary>What was read from the database for a <see cref="SiteNow"/>.</summary>
internal sealed record SiteReading(
    IReadOnlyList<MatterGroup> Groups,
    IReadOnlyList<Window> Windows,
    IReadOnlyList<Zone> Zones,
    ILookup<Guid, Position> Lines,
    HashSet<Guid> Receiving,
    HashSet<Guid> Busy,
    ServiceTimes Times,
    int Hour)
{
    public IEnumerable<Window> WindowsOf(Guid groupId) => Windows.Where(window => window.Serves(groupId));
}
