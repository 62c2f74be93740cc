using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Gate;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Data;
using Tongban.Tests.Appointments;

namespace Tongban.Tests.Gate;

public sealed class GateRaceTests
{
    [Fact]
    public async Task Sixty_at_a_zone_for_forty_are_forty_inside_and_twenty_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => OutcomeAsync(app, admitting => admitting.WalkInAsync(hall.Site.Id, hall.Zone.Id, 1, Actor.System)))));

        Assert.Equal(40, outcomes.Count(outcome => outcome == "Allowed"));
        Assert.Equal(20, outcomes.Count(outcome => outcome == "Refused"));
        Assert.Equal(40, await app.WithDbAsync(db => db.Set<Zone>().Select(z => z.Inside).SingleAsync()));
        Assert.Equal(40, await app.WithDbAsync(db => db.Facts.CountAsync(f => f.What == "zone.entered")));
    }

    [Fact]
    public async Task One_booking_at_eight_gates_is_one_visit_and_one_person_inside()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.TryAsync(services => services.GetRequiredService<Scanning>().ScanAsync(hall.Site.Id, booking.Code, 1, Actor.System)))));

        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Zone>().Select(z => z.Inside).SingleAsync()));
    }

    private static Task<string> OutcomeAsync(TongbanApp app, Func<Admitting, Task<Admission>> act) => app.WithAsync(async services =>
    {
        await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsync();
        var admission = await act(services.GetRequiredService<Admitting>());
        await transaction.CommitAsync();
        return admission.Outcome.ToString();
    });
}
