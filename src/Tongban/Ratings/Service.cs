using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Data;

namespace Tongban.Ratings;

/// <summary>What of a case was done; a promised matter (承诺件) has at least two moments that may be rated.</summary>
public enum ServiceMoment
{
    /// <summary>Served at a window (现场, 一次一评).</summary>
    AtWindow,

    /// <summary>The case was accepted (受理).</summary>
    Accepted,

    /// <summary>The case was closed (办结).</summary>
    Closed,
}

/// <summary>
/// Something that was done for a person and may be rated: a leg at a window, or a moment of a case. Without such
/// a record there is no rating (没有对应的服务数据).
/// </summary>
public sealed class Service : Entity
{
    private Service()
    {
    }

    public Service(Leg leg, string token, DateTime now, Actor by)
        : base(leg.CentreId)
    {
        (LegId, SiteId, WindowId, StaffId, ItemId) = (leg.Id, leg.SiteId, leg.WindowId, leg.StaffId, leg.ItemId);
        (StartedAt, EndedAt, Token, On) = (leg.ServedFromAt ?? now, now, token, DayOf(now));
        Happened("service.ended", now, by, new { legId = leg.Id });
    }

    public Service(Guid centreId, Guid caseId, Guid itemId, Guid siteId, string token, DateTime now, Actor by, ServiceMoment moment = ServiceMoment.Closed)
        : base(centreId)
    {
        (CaseId, ItemId, SiteId, StartedAt, EndedAt, Token) = (caseId, itemId, siteId, now, now, token);
        (Moment, On) = (moment, DayOf(now));
        Happened("service.ended", now, by, new { caseId, moment = moment.ToString() });
    }

    public Guid? LegId { get; private set; }

    public Guid? CaseId { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid? WindowId { get; private set; }

    public Guid? StaffId { get; private set; }

    public Guid? ItemId { get; private set; }

    public ServiceMoment Moment { get; private set; }

    /// <summary>The hall's day on which it ended; figures are counted by it.</summary>
    public DateOnly On { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime EndedAt { get; private set; }

    /// <summary>Opens the rating page; long and random.</summary>
    public string Token { get; private set; } = "";

    private static DateOnly DayOf(DateTime now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, HallClock.China));
}

public sealed class ServiceMapping : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> service)
    {
        service.IsKeyedByCentre();
        service.RefersTo<Service, Leg>(s => s.LegId);
        service.RefersTo<Service, Site>(s => s.SiteId);
        service.RefersTo<Service, Window>(s => s.WindowId);
        service.RefersTo<Service, Item>(s => s.ItemId);
        service.RefersTo<Service, Cases.Case>(s => s.CaseId);
        service.HasIndex(s => new { s.CentreId, s.Token }).IsUnique();
        service.HasIndex(s => new { s.CentreId, s.LegId }).HasFilter("leg_id is not null").IsUnique();
        service.HasIndex(s => new { s.CentreId, s.CaseId, s.Moment }).HasFilter("case_id is not null").RefusedAs("service.already-recorded");
        service.HasIndex(s => new { s.CentreId, s.WindowId, s.EndedAt });
        service.HasIndex(s => new { s.CentreId, s.On });
    }
}
