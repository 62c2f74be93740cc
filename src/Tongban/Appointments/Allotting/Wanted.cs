using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.Allotting;

/// <summary>One of the wishes of a batch on its way to a hold or a refusal.</summary>
internal sealed class Wanted(Hold hold)
{
    public Hold Hold => hold;

    public IReadOnlyList<Matter>? Matters { get; private set; }

    public Chain? Chain { get; private set; }

    public Refusal? Refused { get; set; }

    public Appointment? Made { get; set; }

    /// <summary>Which places it was given.</summary>
    public PlaceKind? Given { get; set; }

    /// <summary>All wishes of a batch; hundreds who press at once want the same, which is worked out once.</summary>
    public static List<Wanted> Of(IReadOnlyList<Hold> holds, WishFacts facts, DateTime now)
    {
        var alike = new Dictionary<Hold, Wanted>(new SameWish());
        return [.. holds.Select(hold => alike.TryGetValue(hold, out var same) ? new(hold) { Matters = same.Matters, Chain = same.Chain } : Of(hold, facts, now, alike))];
    }

    private static Wanted Of(Hold hold, WishFacts facts, DateTime now, Dictionary<Hold, Wanted> alike)
    {
        var wanted = new Wanted(hold);
        try
        {
            wanted.Matters = facts.Matters(hold.ItemIds);
            wanted.Chain = facts.Chain(hold.SlotIds, wanted.Matters, now);
            alike[hold] = wanted;
        }
        catch (Refusal refusal)
        {
            wanted.Refused = refusal;
        }

        return wanted;
    }

    public Outcome<Held> Outcome(WishFacts facts) => Refused is { } refusal ? refusal : new Held(
        Made!.Id, Made.Token, facts.CodeOfSite(Made.SiteId), [.. Made.Matters.Select(matter => facts.CodeOfItem(matter.ItemId))], Made.StartsAt, Made.EndsAt, Made.HoldUntilAt);

    private sealed class SameWish : IEqualityComparer<Hold>
    {
        public bool Equals(Hold? one, Hold? other) => one!.SlotIds.SequenceEqual(other!.SlotIds) && one.ItemIds.SequenceEqual(other.ItemIds);

        public int GetHashCode(Hold hold) => HashCode.Combine(hold.SlotIds[0], hold.ItemIds.Count);
    }
}
