using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Network;

/// <summary>The kinds of day that opening hours tell apart.</summary>
public enum DayKind
{
    /// <summary>A legal working day, a swapped Saturday or Sunday included.</summary>
    Workday,

    /// <summary>A Saturday or Sunday that is off, with weekend service (周末不打烊).</summary>
    Weekend,

    /// <summary>A statutory holiday by the State Council's notice.</summary>
    Holiday,
}

/// <summary>
/// One span of opening hours of a site, or of one of its zones, on one kind of day. Not the legal calendar:
/// weekend service opens a hall on a Saturday and adds no working day to any term.
/// </summary>
public sealed class OpeningRule : Entity
{
    private OpeningRule()
    {
    }

    public OpeningRule(Guid centreId, Guid siteId, Guid? zoneId, DayKind dayKind, TimeOnly opens, TimeOnly closes, DateTime now, Actor by, DateOnly startsOn = default)
        : base(centreId)
    {
        Refusal.Unless(opens < closes, "opening.closes-before-it-opens");
        (SiteId, ZoneId, DayKind, Opens, Closes, StartsOn) = (siteId, zoneId, dayKind, opens, closes, startsOn);
        Happened("opening.set", now, by);
    }

    public Guid SiteId { get; private set; }

    /// <summary>Null for the whole site.</summary>
    public Guid? ZoneId { get; private set; }

    public DayKind DayKind { get; private set; }

    public TimeOnly Opens { get; private set; }

    public TimeOnly Closes { get; private set; }

    /// <summary>The first day on which the rule holds.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>The rule no longer holds from this day on; bookings made under it stay as they were.</summary>
    public DateOnly? EndsOn { get; private set; }

    public void End(DateOnly on, DateTime now, Actor by)
    {
        Refusal.Unless(EndsOn is not { } ends || on < ends, "opening.already-ended");
        EndsOn = on;
        Happened("opening.ended", now, by);
    }
}

/// <summary>Days on which a site is closed, or keeps other hours, whatever the weekly pattern says.</summary>
public sealed class OpeningException : Entity
{
    public const int LongestReason = 100;

    private OpeningException()
    {
    }

    public OpeningException(Guid centreId, Guid siteId, DateOnly fromOn, DateOnly throughOn, DayKind? onlyFor, TimeOnly? opens, TimeOnly? closes, string reason, DateTime now, Actor by, bool throughBreak = false)
        : base(centreId)
    {
        Refusal.Unless(fromOn <= throughOn, "opening.ends-before-it-starts");
        Refusal.Unless((opens is null) == (closes is null), "opening.half-hours");
        Refusal.Unless(opens is null || opens < closes, "opening.closes-before-it-opens");
        Refusal.Unless(reason.Trim().Length is > 1 and <= LongestReason, "opening.reason-missing", LongestReason);
        (SiteId, FromOn, ThroughOn, OnlyFor, Opens, Closes, Reason) = (siteId, fromOn, throughOn, onlyFor, opens, closes, reason.Trim());
        ThroughBreak = throughBreak && opens is not null;
        Happened("opening.exception-set", now, by);
    }

    public Guid SiteId { get; private set; }

    public DateOnly FromOn { get; private set; }

    public DateOnly ThroughOn { get; private set; }

    /// <summary>Only days of this kind, or all.</summary>
    public DayKind? OnlyFor { get; private set; }

    /// <summary>Other hours, or null when closed.</summary>
    public TimeOnly? Opens { get; private set; }

    public TimeOnly? Closes { get; private set; }

    /// <summary>Open in the usual break too (午休也开); otherwise the break of the weekly pattern is kept within the other hours.</summary>
    public bool ThroughBreak { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>Taken back; the weekly pattern holds again.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>Whether it says something about this day.</summary>
    public bool Concerns(DateOnly day, DayKind? kind) => WithdrawnAt is null && FromOn <= day && day <= ThroughOn && (OnlyFor is null || OnlyFor == kind);

    public void Withdraw(DateTime now, Actor by)
    {
        Refusal.Unless(WithdrawnAt is null, "opening.already-withdrawn");
        WithdrawnAt = now;
        Happened("opening.exception-withdrawn", now, by);
    }
}

public sealed class OpeningMapping : IEntityTypeConfiguration<OpeningRule>, IEntityTypeConfiguration<OpeningException>
{
    public void Configure(EntityTypeBuilder<OpeningRule> rule)
    {
        rule.IsKeyedByCentre();
        rule.RefersTo<OpeningRule, Site>(r => r.SiteId);
        rule.RefersTo<OpeningRule, Zone>(r => r.ZoneId);
    }

    public void Configure(EntityTypeBuilder<OpeningException> exception)
    {
        exception.IsKeyedByCentre();
        exception.RefersTo<OpeningException, Site>(e => e.SiteId);
    }
}
