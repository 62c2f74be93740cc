using Tongban.Appointments;
using Tongban.Kernel;

namespace Tongban.Tests.Appointments;

public sealed class ChainFinderTests
{
    private static readonly Guid Tax = Guid.CreateVersion7();
    private static readonly Guid Houses = Guid.CreateVersion7();
    private static readonly DateTime Nine = new(2026, 11, 25, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void One_matter_takes_as_many_slots_as_its_minutes_need()
    {
        var slots = Day(Tax, 10, 0, 1, 2);

        var chains = new ChainFinder(slots).All([M(Tax, 20)]);

        Assert.Equal([Nine, Nine.AddMinutes(10)], chains.Select(chain => chain.StartsAt));
        Assert.All(chains, chain => Assert.Equal(2, chain.Slots.Count));
    }

    [Fact]
    public void Matters_of_one_group_add_up()
    {
        var chain = Assert.Single(new ChainFinder(Day(Tax, 30, 0, 1)).All([M(Tax, 20), M(Tax, 15)]));

        Assert.Equal(2, chain.Slots.Count);
        Assert.Equal(Nine.AddMinutes(35), chain.EndsAt);
    }

    [Fact]
    public void The_next_group_begins_where_the_last_slot_ended()
    {
        var chain = Assert.Single(new ChainFinder([.. Day(Tax, 15, 0, 1), .. Day(Houses, 15, 1, 2, 3)]).All([M(Tax, 15), M(Houses, 40)]));

        Assert.Equal([Tax, Houses, Houses, Houses], chain.Slots.Select(slot => slot.GroupId));
        Assert.Equal(Nine.AddMinutes(55), chain.EndsAt);
    }

    [Fact]
    public void A_gap_such_as_lunch_breaks_a_chain()
    {
        var chains = new ChainFinder(Day(Tax, 30, 0, 1, 4, 5)).All([M(Tax, 60)]);

        Assert.Equal([Nine, Nine.AddMinutes(120)], chains.Select(chain => chain.StartsAt));
    }

    [Fact]
    public void A_chain_has_as_many_places_as_its_fullest_slot()
    {
        var chain = Assert.Single(new ChainFinder([Slot(Tax, 30, 0, 3), Slot(Tax, 30, 1, 1)]).All([M(Tax, 60)]));

        Assert.Equal(1, chain.Least(slot => slot.Free));
    }

    private static Matter M(Guid group, int minutes) => new(Guid.CreateVersion7(), group, minutes);

    private static List<Slot> Day(Guid group, int minutes, params int[] places) => [.. places.Select(n => Slot(group, minutes, n, 1))];

    private static Slot Slot(Guid group, int minutes, int n, int capacity) => new(
        Guid.Empty, Guid.Empty, group, new(2026, 11, 25), Nine.AddMinutes(n * minutes), Nine.AddMinutes((n + 1) * minutes), capacity, 0, Nine, Actor.System);
}
