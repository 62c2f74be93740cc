using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Kernel;

namespace Tongban.Tests.Appointments;

/// <summary>After any sequence of moves the places taken are those of live bookings, and each move's outcome is what a simple model says.</summary>
public sealed class BookingModelTests
{
    private const int Times = 3;
    private const int Capacity = 2;
    private const int Cools = 5;

    private enum Act
    {
        Hold,
        Confirm,
        Cancel,
        Move,
        Wait,
        Tidy,
    }

    [Fact]
    public async Task Places_taken_agree_with_bookings_after_any_moves()
    {
        var steps = Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 5], Gen.Int[0, Times - 1]).Array[10, 24];
        for (var round = 0; round < 8; round++)
        {
            await RunAsync(steps.Single());
        }
    }

    private static async Task RunAsync((Act Act, int Which, int Time)[] steps)
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<BookingPolicy>(policy => (policy.CoolDownMinutes, policy.CoolDownSpreadMinutes) = (Cools, 0)));
        var hall = await Hall.BuildAsync(app);
        var slots = new List<Slot>();
        for (var n = 0; n < Times; n++)
        {
            slots.Add(await hall.SlotAsync(Capacity, $"{14 + n}:00"));
        }

        var model = new Model(app.Clock);
        foreach (var (act, which, time) in steps)
        {
            await StepAsync(app, hall, slots, model, act, which, time);
        }

        await app.MustAgreeAsync();
        Assert.Equal(model.Kept(slots), await Task.WhenAll(slots.Select(async slot => (await app.SlotAsync(slot)).Taken)));
    }

    private static async Task StepAsync(TongbanApp app, Hall hall, List<Slot> slots, Model model, Act act, int which, int time)
    {
        var one = model.Pick(which);
        switch (act)
        {
            case Act.Hold:
                Appointment? made = null;
                var held = await app.BookingAsync(async booking => made = await booking.HoldAsync([slots[time].Id], [hall.Item.Id], new("张三", null, null, null), Actor.Guest));
                Assert.Equal(model.Hold(made?.Id, slots[time]), held == Desk.Done);
                break;
            case Act.Confirm when one is not null:
                Assert.Equal(model.Confirm(one), await app.BookingAsync(booking => booking.ConfirmAsync(one.Id, Actor.Guest)) == Desk.Done);
                break;
            case Act.Cancel when one is not null:
                Assert.Equal(model.Cancel(one), await app.BookingAsync(booking => booking.CancelAsync(one.Id, Actor.Guest)) == Desk.Done);
                break;
            case Act.Move when one is not null:
                Assert.Equal(model.Move(one, slots[time]), await app.BookingAsync(booking => booking.MoveAsync(one.Id, slots[time].Id, Actor.Guest)) == Desk.Done);
                break;
            case Act.Wait:
                app.Time.Advance(TimeSpan.FromMinutes(4));
                break;
            case Act.Tidy:
                await app.WithAsync(async services =>
                {
                    await services.GetRequiredService<BookingTidying>().EndDeadHoldsAsync(CancellationToken.None);
                    await services.GetRequiredService<BookingTidying>().FreeCooledAsync(CancellationToken.None);
                    return 0;
                });
                model.Tidy();
                break;
        }
    }

    private sealed class One(Guid id, Guid slot, DateTime until)
    {
        public Guid Id => id;

        public Guid Slot { get; set; } = slot;

        public DateTime Until => until;

        public string Status { get; set; } = "held";
    }

    private sealed class Model(HallClock clock)
    {
        private readonly List<One> all = [];
        private readonly List<(Guid Slot, DateTime Until)> cooling = [];

        public One? Pick(int which) => all.Count == 0 ? null : all[which % all.Count];

        public bool Hold(Guid? id, Slot slot)
        {
            Bury(slot.Id);
            var fits = Taken(slot.Id) < Capacity;
            if (fits && id is { } made)
            {
                all.Add(new One(made, slot.Id, clock.Now + Appointment.HoldFor));
            }

            return fits;
        }

        public bool Confirm(One one) => Becomes(one, "booked", one.Status == "held" && clock.Now < one.Until);

        public bool Cancel(One one)
        {
            Cool(one.Slot, one.Status == "booked");
            return Becomes(one, "gone", one.Status is "held" or "booked");
        }

        public bool Move(One one, Slot to)
        {
            var may = one.Status == "booked" && one.Slot != to.Id;
            if (may)
            {
                Bury(to.Id);
                may = Taken(to.Id) < Capacity;
                if (may)
                {
                    cooling.RemoveAll(place => place.Slot == one.Slot && clock.Now >= place.Until);
                }

                Cool(one.Slot, may);
                one.Slot = may ? to.Id : one.Slot;
            }

            return may;
        }

        public void Tidy()
        {
            all.ForEach(one => one.Status = one.Status == "held" && clock.Now >= one.Until ? "gone" : one.Status);
            cooling.RemoveAll(place => clock.Now >= place.Until);
        }

        public int[] Kept(IEnumerable<Slot> slots) => [.. slots.Select(slot => Taken(slot.Id))];

        // A refused act changes nothing; that a dead hold was buried on the way is undone with it, and shows nowhere.
        private void Bury(Guid slot)
        {
            if (Taken(slot) - Dead(slot).Count() - cooling.Count(place => place.Slot == slot && clock.Now >= place.Until) < Capacity)
            {
                cooling.RemoveAll(place => place.Slot == slot && clock.Now >= place.Until);
                Dead(slot).ToList().ForEach(one => one.Status = "gone");
            }
        }

        private IEnumerable<One> Dead(Guid slot) => all.Where(one => one.Slot == slot && one.Status == "held" && clock.Now >= one.Until);

        private void Cool(Guid slot, bool may)
        {
            if (may)
            {
                cooling.Add((slot, clock.Now.AddMinutes(Cools)));
            }
        }

        private int Taken(Guid slot) => cooling.Count(place => place.Slot == slot) + all.Count(one => one.Slot == slot && one.Status is "held" or "booked" && one.Slot == slot);

        private static bool Becomes(One one, string status, bool may)
        {
            one.Status = may ? status : one.Status;
            return may;
        }
    }
}
