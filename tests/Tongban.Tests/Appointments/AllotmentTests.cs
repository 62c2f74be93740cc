using Tongban.Appointments;
using Tongban.Appointments.Allotting;
using Tongban.Kernel;

namespace Tongban.Tests.Appointments;

public sealed class AllotmentTests
{
    private static readonly DateTime Now = new(2026, 11, 24, 1, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Gives_no_more_than_there_is_and_in_the_order_of_asking()
    {
        var slot = SlotOf(capacity: 2);
        var allotment = new Allotment([slot]);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => allotment.Take([slot.Id], byStaff: false)));
        Assert.Equal([new PlaceChange(slot.Id, false, 2)], allotment.Changes);
    }

    [Fact]
    public void A_chain_gets_a_place_in_every_slot_or_in_none()
    {
        var (one, full) = (SlotOf(capacity: 1), SlotOf(capacity: 0));
        var allotment = new Allotment([one, full]);

        Assert.False(allotment.Take([one.Id, full.Id], byStaff: false));
        Assert.True(allotment.Take([one.Id], byStaff: false));
    }

    [Fact]
    public void What_is_freed_can_be_taken_at_once_and_staff_places_are_others()
    {
        var slot = SlotOf(capacity: 0, staff: 1);
        var allotment = new Allotment([slot]);

        Assert.False(allotment.Take([slot.Id], byStaff: false));
        allotment.Change(PlaceChange.Free([slot.Id], byStaff: false));
        Assert.True(allotment.Take([slot.Id], byStaff: false));
        Assert.True(allotment.Take([slot.Id], byStaff: true));
        Assert.False(allotment.Take([slot.Id], byStaff: true));
    }

    [Fact]
    public void A_closed_slot_gives_nothing_back_or_out()
    {
        var slot = SlotOf(capacity: 5);
        slot.Close(Now, Actor.System);
        var allotment = new Allotment([slot]);

        Assert.True(allotment.IsClosed([slot.Id]));
        Assert.False(allotment.Take([slot.Id], byStaff: false));
    }

    [Fact]
    public void A_place_that_cools_is_not_free_and_goes_as_it_is_to_those_who_come_before_the_public()
    {
        var (one, two) = (SlotOf(capacity: 0), SlotOf(capacity: 1));
        var allotment = new Allotment([one, two], cooling: new Dictionary<Guid, int> { [one.Id] = 1 });

        Assert.False(allotment.Take([one.Id], byStaff: false));
        Assert.False(allotment.TakeCooling([one.Id, two.Id], orFree: false));
        Assert.True(allotment.TakeCooling([one.Id, two.Id], orFree: true));
        Assert.False(allotment.TakeCooling([one.Id], orFree: true));
        Assert.Equal([new PlaceChange(two.Id, false, 1)], allotment.Changes);
        Assert.Equal([KeyValuePair.Create(one.Id, 1)], allotment.HandedOn);
    }

    [Fact]
    public void On_top_go_as_many_as_the_centre_allows()
    {
        var slot = SlotOf(capacity: 0);
        var allotment = new Allotment([slot]);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => allotment.Overbook([slot.Id], most: 2)));
        Assert.Empty(allotment.Changes);
    }

    private static Slot SlotOf(int capacity, int staff = 0) =>
        new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), new DateOnly(2026, 11, 24), Now, Now.AddMinutes(30), capacity, staff, Now, Actor.System);
}
