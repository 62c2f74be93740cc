using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Closing;

/// <summary>What the manager wants: days on which the site is closed, or keeps other hours; all of them, or only those of one kind (the weekend service, say).</summary>
public sealed record ClosingWish(DateOnly From, DateOnly? Through, DayKind? OnlyFor, TimeOnly? Opens, TimeOnly? Closes, string? Reason, bool ThroughBreak = false);

/// <summary>
/// Closes a site for some days, or gives them other hours, inside the caller's transaction. From that moment nothing
/// is held or booked outside of them; bookings that exist stay until their people move or cancel them.
/// </summary>
public sealed class Closings(TongbanDb db, HallClock clock)
{
    /// <summary>Far enough for a rebuilding, near enough to catch a wrong year.</summary>
    public const int LongestDays = 366;

    /// <summary>The exception as it would be, checked and not saved.</summary>
    /// <remarks>Refusals: <c>opening.in-the-past</c>, <c>opening.too-long</c>, those of <see cref="OpeningException"/>.</remarks>
    public OpeningException Propose(Site site, ClosingWish wish, Actor by)
    {
        var through = wish.Through ?? wish.From;
        Refusal.Unless(wish.From >= clock.Today, "opening.in-the-past");
        Refusal.Unless(through.DayNumber - wish.From.DayNumber < LongestDays, "opening.too-long", LongestDays);
        return new(db.CentreId, site.Id, wish.From, through, wish.OnlyFor, wish.Opens, wish.Closes, wish.Reason ?? "", clock.Now, by, wish.ThroughBreak);
    }

    /// <remarks>Refusals: those of <see cref="Propose"/>, <c>opening.exception-there</c>.</remarks>
    public async Task CloseAsync(Site site, ClosingWish wish, Actor by, CancellationToken stop)
    {
        var closing = Propose(site, wish, by);
        var there = await ComingAsync(site.Id, stop);
        Refusal.Unless(!there.Any(one => one.FromOn == closing.FromOn && one.ThroughOn == closing.ThroughOn && one.OnlyFor == closing.OnlyFor), "opening.exception-there");
        db.Add(closing);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>The weekly pattern holds again.</summary>
    public async Task WithdrawAsync(Site site, Guid id, Actor by, CancellationToken stop)
    {
        var closing = await db.Set<OpeningException>().SingleOrDefaultAsync(one => one.Id == id && one.SiteId == site.Id, stop) ?? throw new Refusal("opening.exception-unknown");
        closing.Withdraw(clock.Now, by);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>One that holds no longer.</summary>
    public Task<OpeningException?> WithdrawnAsync(Site site, Guid id, CancellationToken stop) =>
        db.Set<OpeningException>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id && one.SiteId == site.Id && one.WithdrawnAt != null, stop);

    /// <summary>Exceptions that hold today or later.</summary>
    public async Task<IReadOnlyList<OpeningException>> ComingAsync(Guid siteId, CancellationToken stop)
    {
        var today = clock.Today;
        return await db.Set<OpeningException>().AsNoTracking()
            .Where(one => one.SiteId == siteId && one.WithdrawnAt == null && one.ThroughOn >= today)
            .OrderBy(one => one.FromOn).ThenBy(one => one.ThroughOn).ToListAsync(stop);
    }
}
