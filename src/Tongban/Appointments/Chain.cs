namespace Tongban.Appointments;

/// <summary>A matter as a booking sees it: whose windows, and for how long.</summary>
public sealed record Matter(Guid ItemId, Guid GroupId, int Minutes);

/// <summary>
/// Consecutive slots that hold all matters of a booking, from the first window to the last. It ends when the last
/// matter should be done, which is not always the end of its slot.
/// </summary>
public sealed class Chain(IReadOnlyList<Slot> slots, DateTime endsAt)
{
    private IReadOnlyList<Guid>? slotIds;

    public IReadOnlyList<Slot> Slots => slots;

    public DateTime EndsAt => endsAt;

    public DateTime StartsAt => Slots[0].StartsAt;

    // Asked for several times a booking, and one chain serves all of a batch who wish for it; of most that are found nobody asks.
    public IReadOnlyList<Guid> SlotIds => slotIds ??= [.. slots.Select(slot => slot.Id)];

    /// <summary>As many as its fullest slot has left.</summary>
    public int Least(Func<Slot, int> places) => Slots.Min(places);
}

/// <summary>
/// Finds chains. Matters of one group are handled together, groups in the order in which they were chosen; each
/// group's minutes fill as many of its slots as they need, and the next group's first slot begins where the last
/// one ended. A lunch break or closing time ends the slots, so no chain runs across.
/// </summary>
public sealed class ChainFinder(IEnumerable<Slot> slots)
{
    private readonly Dictionary<(Guid Group, DateTime StartsAt), Slot> at = slots.ToDictionary(slot => (slot.GroupId, slot.StartsAt));

    /// <summary>All chains of these matters, by start.</summary>
    public IReadOnlyList<Chain> All(IReadOnlyList<Matter> matters) =>
        [.. at.Values.Where(slot => slot.GroupId == matters[0].GroupId)
            .OrderBy(slot => slot.StartsAt)
            .Select(slot => From(slot, matters))
            .OfType<Chain>()];

    /// <summary>The chain that begins with this slot; null where it does not fit.</summary>
    public Chain? From(Slot first, IReadOnlyList<Matter> matters)
    {
        var chain = new List<Slot>();
        var next = first.StartsAt;
        var endsAt = next;
        foreach (var stage in matters.GroupBy(matter => matter.GroupId))
        {
            endsAt = next.AddMinutes(stage.Sum(matter => matter.Minutes));
            if (Fill(chain, stage.Key, next, endsAt) is not { } filledTo)
            {
                return null;
            }

            next = filledTo;
        }

        return new Chain(chain, endsAt);
    }

    // At least one slot, however short the matter.
    private DateTime? Fill(List<Slot> chain, Guid group, DateTime from, DateTime until)
    {
        do
        {
            if (!at.TryGetValue((group, from), out var slot))
            {
                return null;
            }

            chain.Add(slot);
            from = slot.EndsAt;
        }
        while (from < until);

        return from;
    }
}
