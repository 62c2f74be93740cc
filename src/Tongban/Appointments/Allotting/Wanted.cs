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

    public static Wanted Of(Hold hold, WishFacts facts, DateTime now)
    {
        var wanted = new Wanted(hold);
        try
        {
            wanted.Matters = facts.Matters(hold.ItemIds);
            wanted.Chain = facts.Chain(hold.SlotIds, wanted.Matters, now);
        }
        catch (Refusal refusal)
        {
            wanted.Refused = refusal;
        }

        return wanted;
    }

    public Outcome<Held> Outcome(WishFacts facts) => Refused is { } refusal ? refusal : new Held(
        Made!.Id, Made.Token, Made.Code, facts.CodeOfSite(Made.SiteId), [.. Made.Matters.Select(matter => facts.CodeOfItem(matter.ItemId))], Made.StartsAt, Made.EndsAt, Made.HoldUntilAt);
}
