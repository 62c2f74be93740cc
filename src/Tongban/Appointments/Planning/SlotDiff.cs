using Tongban.Kernel;

namespace Tongban.Appointments.Planning;

/// <summary>A slot that is wanted and not there.</summary>
public sealed record WantedSlot(Guid GroupId, DateOnly On, DateTime StartsAt, DateTime EndsAt, int Public, int Staff);

/// <summary>Slots of one site to open, close and reopen together.</summary>
public sealed record SlotChanges(IReadOnlyList<WantedSlot> Open, IReadOnlyList<Guid> Close, IReadOnlyList<Guid> Reopen);

/// <summary>
/// What must be done so that the slots agree with the plan. A slot that exists keeps its length and its places; a
/// wanted one that overlaps it is not opened, so a new slot length begins with the first day not planned yet.
/// </summary>
public sealed class SlotDiff(HallClock clock)
{
    public List<WantedSlot> Open { get; } = [];

    public HashSet<Guid> Close { get; } = [];

    public HashSet<Guid> Reopen { get; } = [];

    public int Count => Open.Count + Close.Count + Reopen.Count;

    /// <summary>The same, so many slots at a time at most.</summary>
    public IEnumerable<SlotChanges> InParts(int most) =>
    [
        .. Open.Chunk(most).Select(open => new SlotChanges(open, [], [])),
        .. Close.Chunk(most).Select(close => new SlotChanges([], close, [])),
        .. Reopen.Chunk(most).Select(reopen => new SlotChanges([], [], reopen)),
    ];

    public void Compare(Guid group, DateOnly day, SlotMeasure measure, SlotPlan plan, IReadOnlyList<Slot> existing)
    {
        var wanted = plan.Cut(measure.Minutes).Select(slot => Wanted(group, day, measure, slot));
        Open.AddRange(wanted.Where(slot => slot.StartsAt > clock.Now && slot.Public + slot.Staff > 0 && !existing.Any(old => old.StartsAt < slot.EndsAt && slot.StartsAt < old.EndsAt)));
        foreach (var slot in existing.Where(slot => slot.StartsAt > clock.Now))
        {
            var fits = plan.WindowsOpen(TimeOf(slot.StartsAt), TimeOf(slot.EndsAt)) > 0;
            var changed = fits == (slot.ClosedAt is null) ? null : fits ? Reopen : Close;
            changed?.Add(slot.Id);
        }
    }

    private WantedSlot Wanted(Guid group, DateOnly day, SlotMeasure measure, PlannedSlot slot) => new(
        group, day, clock.At(day, slot.Starts), clock.At(day, slot.Ends), measure.PublicPlaces(slot.Windows), measure.StaffPlaces(slot.Windows));

    private TimeOnly TimeOf(DateTime instant) => TimeOnly.FromDateTime(clock.Local(instant));
}
