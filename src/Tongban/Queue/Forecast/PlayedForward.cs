using Tongban.Queue.Ordering;

namespace Tongban.Queue.Forecast;

/// <summary>
/// The lines of a site played forward from this moment: each window that becomes free takes the first whom it serves, for
/// as long as such a service usually takes. What comes out is when each person is expected to be called, and when somebody
/// who joined a line now would be.
/// </summary>
internal sealed class PlayedForward
{
    /// <summary>Who pauses is usually back after this.</summary>
    private const double Pause = 10;

    // More than this part of the windows' time is never lost to those who come later and go first.
    private const double MostCutIn = 0.5;

    private readonly SiteReading reading;
    private readonly DateTime now;
    private readonly Dictionary<Guid, double> expected = [];
    private readonly Dictionary<Guid, double> freeAt = [];
    private readonly Dictionary<(Guid Window, int Hour), double> cutIn = [];

    public PlayedForward(SiteReading reading, DateTime now)
    {
        (this.reading, this.now) = (reading, now);
        Play();
    }

    private IEnumerable<Network.Window> Open => reading.Windows.Where(window => reading.Sessions.ContainsKey(window.Id));

    /// <summary>Minutes until this person is called; null where no window serves them.</summary>
    public double? Of(Position place) => expected.TryGetValue(place.Who.LegId, out var minutes)
        ? Served.IsCutIn(place.Reason, place.Who.DueAt is not null) ? minutes : Lengthened(place.Who.GroupId, minutes)
        : null;

    /// <summary>Minutes for somebody who joins this line now.</summary>
    public double? OfNewcomer(Guid groupId)
    {
        var windows = Receiving(groupId).Where(window => freeAt.ContainsKey(window.Id)).ToList();
        return windows.Count == 0 ? null : Lengthened(groupId, windows.Min(window => freeAt[window.Id]));
    }

    private IEnumerable<Network.Window> Receiving(Guid groupId) => reading.WindowsOf(groupId).Where(window => reading.Sessions.ContainsKey(window.Id));

    private void Play()
    {
        var lines = reading.Groups.ToDictionary(group => group.Id, group => new LinkedList<(int Rank, Position Place)>());
        foreach (var (place, rank) in InOrder().Select((place, rank) => (place, rank)))
        {
            lines[place.Who.GroupId].AddLast((rank, place));
        }

        var windows = new PriorityQueue<Network.Window, double>(Open.Select(window => (window, FreeIn(window))));
        while (windows.TryDequeue(out var window, out var at))
        {
            freeAt[window.Id] = at;
            if (Next(window, lines, now.AddMinutes(at)) is { } place)
            {
                expected[place.Who.LegId] = at;
                windows.Enqueue(window, at + reading.Times.CycleFor(place.Who.GroupId, reading.Hour));
            }
        }
    }

    // One order for the whole site: within a group as its rule has it, among groups by reason and then by the wait.
    private List<Position> InOrder()
    {
        var heads = new PriorityQueue<(IReadOnlyList<Position> Line, int At), (int, DateTime)>();
        foreach (var line in reading.Lines)
        {
            Push(heads, [.. line], 0);
        }

        var order = new List<Position>();
        while (heads.TryDequeue(out var head, out _))
        {
            order.Add(head.Line[head.At]);
            Push(heads, head.Line, head.At + 1);
        }

        return order;
    }

    private static void Push(PriorityQueue<(IReadOnlyList<Position> Line, int At), (int, DateTime)> heads, IReadOnlyList<Position> line, int at)
    {
        if (at < line.Count)
        {
            heads.Enqueue((line, at), (line[at].Reason == CallReason.Ordinary ? 1 : 0, line[at].Who.SinceAt));
        }
    }

    private static Position? Next(Network.Window window, Dictionary<Guid, LinkedList<(int Rank, Position Place)>> lines, DateTime then)
    {
        var served = window.Groups.Select(group => lines.GetValueOrDefault(group.GroupId)).OfType<LinkedList<(int Rank, Position Place)>>().ToList();
        var first = served.Select(line => Find(line, place => IsDue(place, then) && MayCall(window, place))).OfType<LinkedListNode<(int Rank, Position Place)>>().MinBy(node => node.Value.Rank)
            ?? served.Select(line => Find(line, place => MayCall(window, place))).OfType<LinkedListNode<(int Rank, Position Place)>>().MinBy(node => node.Value.Rank);
        first?.List!.Remove(first);
        return first?.Value.Place;
    }

    // Stands at the back because the booked time has not come; then it has.
    private static bool IsDue(Position place, DateTime then) => place is { Reason: CallReason.Ordinary, Who.DueAt: { } due } && place.Who.ArrivedAt <= due && then >= due;

    // Who waits for another window lets those behind pass.
    private static bool MayCall(Network.Window window, Position place) => (place.Who.ForWindowId ?? window.Id) == window.Id;

    private static LinkedListNode<(int Rank, Position Place)>? Find(LinkedList<(int Rank, Position Place)> line, Func<Position, bool> fits)
    {
        var node = line.First;
        while (node is not null && !fits(node.Value.Place))
        {
            node = node.Next;
        }

        return node;
    }

    private double FreeIn(Network.Window window)
    {
        var paused = reading.Sessions[window.Id] is { } since ? Math.Max(Pause / 2, Pause - (now - since).TotalMinutes) : 0;
        return !reading.Held.TryGetValue(window.Id, out var held) ? paused
            : paused + (held.ServedFrom is { } from
                ? reading.Times.RemainingFor(held.GroupId, reading.Hour, (now - from).TotalMinutes)
                : reading.Times.CycleFor(held.GroupId, reading.Hour));
    }

    // Whoever comes later and goes first takes a part of the windows' time away from those in the order of arrival, in each
    // hour until the call as many as usually come then.
    private double Lengthened(Guid groupId, double minutes)
    {
        var windows = Receiving(groupId).ToList();
        if (windows.Count == 0 || minutes <= 0)
        {
            return minutes;
        }

        var hours = Enumerable.Range(reading.Hour, 1 + (int)Math.Round(minutes / 60)).Select(hour => hour % 24);
        return minutes / (1 - Math.Min(MostCutIn, hours.Average(hour => windows.Average(window => CutInOf(window, hour)))));
    }

    private double CutInOf(Network.Window window, int hour)
    {
        if (!cutIn.TryGetValue((window.Id, hour), out var part))
        {
            part = window.Groups.Sum(group => reading.Times.CutInsFor(group.GroupId, hour) / 60 * reading.Times.CycleFor(group.GroupId, hour) / Math.Max(1, Receiving(group.GroupId).Count()));
            cutIn[(window.Id, hour)] = part;
        }

        return part;
    }
}
