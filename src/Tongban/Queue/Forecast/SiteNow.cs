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
    private readonly Dictionary<Guid, (Position Place, int Ahead)> places = [];
    private readonly SiteReading reading;
    private readonly PlayedForward played;

    public SiteNow(SiteReading reading, DateTime now)
    {
        (this.reading, At, Zones, played) = (reading, now, reading.Zones, new PlayedForward(reading, now));
        foreach (var line in reading.Lines)
        {
            foreach (var (place, ahead) in line.Select((place, ahead) => (place, ahead)))
            {
                places[place.Who.LegId] = (place, ahead);
            }
        }

        Groups = [.. reading.Groups.Where(group => reading.WindowsOf(group.Id).Any()).Select(Measure)];
    }

    public DateTime At { get; }

    /// <summary>Persons in line.</summary>
    public int Waiting => places.Count;

    public IReadOnlyList<Zone> Zones { get; }

    /// <summary>Groups that some window of the site serves, by their letter.</summary>
    public IReadOnlyList<GroupNow> Groups { get; }

    /// <summary>Windows at which somebody sits, in their order; one that pauses too.</summary>
    public IEnumerable<Window> Staffed => reading.Windows.Where(window => reading.Sessions.ContainsKey(window.Id));

    public Window? Window(Guid id) => reading.Windows.FirstOrDefault(window => window.Id == id);

    /// <summary>Whom a window may call.</summary>
    public IReadOnlyList<Waiter> WaitingAt(Window window) =>
    [
        .. window.Groups.SelectMany(group => reading.Lines[group.GroupId]).Select(place => place.Who)
            .Where(who => who.MayBeCalledAt(window.Id, reading.Sessions.ContainsKey)),
    ];

    public GroupNow? Of(Guid groupId) => Groups.FirstOrDefault(group => group.Group.Id == groupId);

    /// <summary>Persons called before this one, or null when not in line.</summary>
    public int? Ahead(Guid legId) => places.TryGetValue(legId, out var place) ? place.Ahead : null;

    public WaitRange? WaitOf(Guid legId) => places.TryGetValue(legId, out var place) ? Range(place.Place.Who.GroupId, played.Of(place.Place)) : null;

    private GroupNow Measure(MatterGroup group)
    {
        var line = reading.Lines[group.Id].ToList();
        var longest = line.Count == 0 ? 0 : Math.Max(0, (int)(At - line.Min(place => place.Who.SinceAt)).TotalMinutes);
        return new GroupNow(group, [.. reading.WindowsOf(group.Id)], line.Count, Range(group.Id, played.OfNewcomer(group.Id)), longest, reading.Times.MinutesFor(group.Id, reading.Hour));
    }

    // Unknown where nobody receives: who only pauses may not come back.
    private WaitRange? Range(Guid groupId, double? expected)
    {
        var open = reading.WindowsOf(groupId).Where(window => reading.Sessions.TryGetValue(window.Id, out var paused) && paused is null).ToList();
        return expected is not { } minutes || open.Count == 0 ? null
            : WaitForecast.Around(minutes, reading.Times.SpreadFor(groupId), reading.Times.CycleFor(groupId, reading.Hour), open.Sum(window => Share(window, groupId)));
    }

    // A window that also serves other groups with people waiting gives this one its part.
    private double Share(Window window, Guid groupId) =>
        1.0 / window.Groups.Count(served => served.GroupId == groupId || reading.Lines[served.GroupId].Any());
}

/// <summary>Whom a window holds: of which group, and since when the service goes on; null while called.</summary>
public readonly record struct HeldNow(Guid GroupId, DateTime? ServedFrom);

/// <summary>What was read from the database for a <see cref="SiteNow"/>.</summary>
/// <param name="Groups">All groups.</param>
/// <param name="Windows">The site's windows.</param>
/// <param name="Zones">The site's zones.</param>
/// <param name="Lines">Who waits, by group, in the order of calling.</param>
/// <param name="Sessions">Windows at which somebody sits, and since when they pause; null while receiving.</param>
/// <param name="Held">Whom windows hold.</param>
/// <param name="Times">What services take.</param>
/// <param name="Hour">The hour of the day.</param>
public sealed record SiteReading(
    IReadOnlyList<MatterGroup> Groups,
    IReadOnlyList<Window> Windows,
    IReadOnlyList<Zone> Zones,
    ILookup<Guid, Position> Lines,
    IReadOnlyDictionary<Guid, DateTime?> Sessions,
    IReadOnlyDictionary<Guid, HeldNow> Held,
    ServiceTimes Times,
    int Hour)
{
    private readonly ILookup<Guid, Window> byGroup = Windows.SelectMany(window => window.Groups.Select(group => (group.GroupId, window))).ToLookup(pair => pair.GroupId, pair => pair.window);

    public IEnumerable<Window> WindowsOf(Guid groupId) => byGroup[groupId];
}
