using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Planning;
using Tongban.Appointments.WaitingList;
using Tongban.Kernel;
using Tongban.Notices;

namespace Tongban.Tests.Appointments;

/// <summary>People who wait for a place on Wednesday, which has one slot, at ten, that somebody else has booked.</summary>
internal static class Waiters
{
    public const string Wednesday = "2026-11-25";

    public static readonly DateOnly On = new(2026, 11, 25);

    public static string Address(Hall hall) => $"/book/{hall.Item.Code}/waiting?site={hall.Site.Code}&item={hall.Item.Code}&day={Wednesday}";

    /// <summary>The slot, and whose booking fills it; none when it has more places than one.</summary>
    public static async Task<(Slot Slot, Appointment Booked)> FullAsync(this TongbanApp app, Hall hall)
    {
        var slot = await app.OnlySlotAsync();
        return (slot, await app.BookedAsync(hall, slot, "李四"));
    }

    public static async Task<Slot> OnlySlotAsync(this TongbanApp app)
    {
        await app.WithAsync(services => services.GetRequiredService<SlotPlanning>().ExtendAllAsync(TestContext.Current.CancellationToken));
        var ten = app.Clock.At(On, new(10, 0));
        return await app.WithDbAsync(async db =>
        {
            await db.Set<Slot>().Where(slot => slot.On == On && slot.StartsAt != ten).ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Capacity, 0));
            return await db.Set<Slot>().AsNoTracking().SingleAsync(slot => slot.StartsAt == ten);
        });
    }

    /// <summary>Somebody stands in line, without pages.</summary>
    public static async Task<WaitingEntry> WaitingAsync(this TongbanApp app, Hall hall, int n, PartOfDay part = PartOfDay.Whole, params DateOnly[] days)
    {
        WaitingEntry? entry = null;
        Assert.Equal(Desk.Done, await app.TryAsync(async services =>
        {
            var person = new Person($"候补{n}", app.Phone($"138001380{n:00}"), app.Id(IdOf(n)), null);
            var wish = new WaitingWish(hall.Site.Id, hall.Group.Id, [hall.Item.Id], days.Length == 0 ? [On] : days, part);
            entry = await services.GetRequiredService<WaitingLine>().AddAsync(
                new WaitingEntry(hall.Site.CentreId, wish, person, new("http://localhost", "zh-CN"), app.Clock.Now, Actor.Guest), isSignedIn: true, Actor.Guest, CancellationToken.None);
        }));
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        return entry!;
    }

    public static Task OfferAsync(this TongbanApp app) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<Offering>().RunAsync(TestContext.Current.CancellationToken);
        return 0;
    });

    public static Task<WaitingEntry> EntryAsync(this TongbanApp app, WaitingEntry entry) =>
        app.WithDbAsync(db => db.Set<WaitingEntry>().AsNoTracking().SingleAsync(one => one.Id == entry.Id));

    public static Task<string> LineAsync(this TongbanApp app, Func<WaitingLine, Task> act) => app.TryAsync(services => act(services.GetRequiredService<WaitingLine>()));

    public static Task<string> CancelAsync(this TongbanApp app, Appointment booked) => app.BookingAsync(booking => booking.CancelAsync(booked.Id, Actor.Guest));

    public static Task<string> TryHoldAsync(this TongbanApp app, Hall hall, Slot slot) =>
        app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest));

    public static async Task<IReadOnlyList<LocalMessage>> MessagesAsync(this TongbanApp app)
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(50, TestContext.Current.CancellationToken));
        return [.. LocalSink.Read(app.Settings.MessagesFolder, 50)];
    }

    /// <summary>Documents of different people, each with the right check digit.</summary>
    public static string IdOf(int n)
    {
        var first = $"11010119900307{n:000}";
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return first + "10X98765432"[first.Select((c, i) => (c - '0') * weights[i]).Sum() % 11];
    }
}
