using Tongban.Kernel;

namespace Tongban.Appointments.WaitingList;

/// <summary>What may be waited for: days that can be booked, and on which nothing that would do is free.</summary>
public sealed class Registering(TongbanDb db, HallClock clock, Offers offers)
{
    /// <remarks>Refusals: <c>waiting.no-day</c>, <c>waiting.no-such-day</c>, <c>waiting.places-free</c>.</remarks>
    public async Task MustBeFullAsync(WaitingWish wish, IReadOnlyList<Matter> matters, CancellationToken stop)
    {
        Refusal.Unless(wish.Days.Count > 0, "waiting.no-day");
        var offer = await offers.OfAsync(wish.SiteId, matters, forStaff: false, moving: null, stop);
        var wanted = wish.Days.Select(day => offer.On(day)).ToList();
        Refusal.Unless(wanted.All(day => day is { State: not (DayState.None or DayState.Over) }), "waiting.no-such-day");
        Refusal.Unless(!wanted.SelectMany(day => day!.Times).Any(time => time.Free > 0 && Fits(wish.Part, time)), "waiting.places-free");
    }

    public WaitingEntry EntryOf(WaitingWish wish, Person person, ToldHow told, Actor by) => new(db.CentreId, wish, person, told, clock.Now, by);

    private bool Fits(PartOfDay part, OfferedTime time) =>
        part switch { PartOfDay.Morning => Hour(time) < 12, PartOfDay.Afternoon => Hour(time) >= 12, _ => true };

    private int Hour(OfferedTime time) => clock.Local(time.StartsAt).Hour;
}
