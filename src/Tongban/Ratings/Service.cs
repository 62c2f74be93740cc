using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Ratings.History;
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

    /// <summary>A one-thing as a whole (一件事), when the last of its steps has its result.</summary>
    Whole,

    /// <summary>At a self-service terminal (自助办理).</summary>
    SelfService,

    /// <summary>A call that the hotline answered (热线).</summary>
    Hotline,

    /// <summary>Staff came to the person (上门服务).</summary>
    DoorToDoor,

    /// <summary>Staff did it on the person's behalf (帮办代办).</summary>
    Agency,
}

/// <summary>A service that no window, case or one-thing records by itself.</summary>
/// <param name="Kind">Self-service, hotline, door to door or on somebody's behalf.</param>
/// <param name="SiteId">The site that did it, or where the terminal stands.</param>
/// <param name="ItemId">What it was about, where that is known.</param>
/// <param name="StaffId">Who did it; null at a terminal.</param>
/// <param name="DeviceId">The terminal.</param>
/// <param name="Phone">The phone that was left, by which its rater is found.</param>
public sealed record RecordedService(ServiceMoment Kind, Guid SiteId, Guid? ItemId, Guid? StaffId, Guid? DeviceId, Sealed? Phone);

/// <summary>
/// Something that was done for a person and may be rated: a leg at a window, or a moment of a case. Without such
/// a record there is no rating (没有对应的服务数据).
/// </summary>
public sealed class Service : Entity, IFigured
{
    /// <summary>The fact that somebody looked at the phone.</summary>
    public const string PhoneSeen = "service.phone-seen";

    public const int MaxSourceId = 40;
    public const int MaxCaseNumber = 50;
    public const int MaxCode = 40;

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

    /// <summary>A moment of a case; whoever accepted or closed it is the one who is rated. Nobody is where time itself did it.</summary>
    public Service(Guid centreId, Guid caseId, Guid itemId, Guid siteId, string token, DateTime now, Actor by, ServiceMoment moment = ServiceMoment.Closed)
        : base(centreId)
    {
        (CaseId, ItemId, SiteId, StartedAt, EndedAt, Token) = (caseId, itemId, siteId, now, now, token);
        (Moment, On, StaffId) = (moment, DayOf(now), by.Kind == Actor.OfStaff ? by.Id : null);
        Happened("service.ended", now, by, new { caseId, moment = moment.ToString() });
    }

    /// <summary>A one-thing as a whole; its single steps are not rated.</summary>
    public Service(OneThing.Bundle whole, string token, DateTime now, Actor by)
        : base(whole.CentreId)
    {
        (BundleId, SiteId, StartedAt, EndedAt, Token) = (whole.Id, whole.SiteId, whole.SubmittedAt ?? now, now, token);
        (Moment, On) = (ServiceMoment.Whole, DayOf(now));
        Happened("service.ended", now, by, new { bundleId = whole.Id });
    }

    public Service(Guid centreId, RecordedService recorded, string token, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(recorded.Kind is ServiceMoment.SelfService or ServiceMoment.Hotline or ServiceMoment.DoorToDoor or ServiceMoment.Agency, "service.kind");
        (Moment, SiteId, ItemId, StaffId) = (recorded.Kind, recorded.SiteId, recorded.ItemId, recorded.StaffId);
        (DeviceId, PhoneCipher, PhoneHash) = (recorded.DeviceId, recorded.Phone?.Cipher, recorded.Phone?.Hash);
        (StartedAt, EndedAt, Token, On) = (now, now, token, DayOf(now));
        Happened("service.ended", now, by, new { moment = Moment.ToString(), ItemId, DeviceId });
    }

    /// <summary>Of a year that is taken in from another system.</summary>
    public Service(Guid centreId, PastService past, string token, DateTime now, Actor by)
        : base(centreId)
    {
        (SourceId, CaseNumber, CaseSequence, CaseStage, ApplicantKind) = (past.SourceId, past.CaseNumber, past.CaseSequence, past.CaseStage, past.ApplicantKind);
        (Moment, SiteId, WindowId, ItemId, StaffCode, DeviceCode) = (past.Moment, past.SiteId, past.WindowId, past.ItemId, past.StaffCode, past.DeviceCode);
        (StartedAt, EndedAt, Token, On) = (past.StartedAt, past.EndedAt, token, DayOf(past.EndedAt));
        Happened("service.ended", now, by, new { past.SourceId, moment = Moment.ToString() });
    }

    public Guid? LegId { get; private set; }

    public Guid? BundleId { get; private set; }

    public Guid? DeviceId { get; private set; }

    /// <summary>Of the phone left with a recorded service; others have it with their case or booking.</summary>
    public string? PhoneHash { get; private set; }

    public string? PhoneCipher { get; private set; }

    /// <summary>When somebody was asked on the phone and did not rate: nobody is asked twice (自愿).</summary>
    public DateTime? AskedAt { get; private set; }

    public Guid? CaseId { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid? WindowId { get; private set; }

    public Guid? StaffId { get; private set; }

    public Guid? ItemId { get; private set; }

    public ServiceMoment Moment { get; private set; }

    /// <summary>Its number in the system that it was taken in from.</summary>
    public string? SourceId { get; private set; }

    /// <summary>Of a case there, and the how-manieth service of it.</summary>
    public string? CaseNumber { get; private set; }

    public int? CaseSequence { get; private set; }

    /// <summary>办件状态 and 申请人类型 there, as the exchange numbers them.</summary>
    public int? CaseStage { get; private set; }

    public int? ApplicantKind { get; private set; }

    /// <summary>Who did it and at which terminal, by the codes there.</summary>
    public string? StaffCode { get; private set; }

    public string? DeviceCode { get; private set; }

    /// <summary>The hall's day on which it ended; figures are counted by it.</summary>
    public DateOnly On { get; private set; }

    DateOnly IFigured.FiguredOn => On;

    public DateTime StartedAt { get; private set; }

    public DateTime EndedAt { get; private set; }

    /// <summary>Opens the rating page; long and random.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Staff who ask on the phone look at its number; looking is told.</summary>
    public void LookAtPhone(DateTime now, Actor by)
    {
        NeedsOther(by);
        Happened(PhoneSeen, now, by);
    }

    /// <summary>Asked on the phone, and not rated: not reached, or the person would not.</summary>
    public void AskedInVain(DateTime now, Actor by)
    {
        NeedsOther(by);
        Refusal.Unless(AskedAt is null, "service.asked-already");
        AskedAt = now;
        Happened("service.asked-in-vain", now, by);
    }

    // Who was rated neither asks nor writes down.
    private void NeedsOther(Actor by) => Refusal.Unless(StaffId is null || by.Id != StaffId, "rating.of-oneself");

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
        service.RefersTo<Service, OneThing.Bundle>(s => s.BundleId);
        service.RefersTo<Service, Devices.Device>(s => s.DeviceId, isLookedUpBy: false);
        service.HasIndex(s => new { s.CentreId, s.BundleId }).HasFilter("bundle_id is not null").RefusedAs("service.already-recorded");
        service.HasIndex(s => new { s.CentreId, s.PhoneHash, s.EndedAt }).HasFilter("phone_hash is not null");
        service.Property(s => s.PhoneHash).HasMaxLength(Sealed.HashLength);
        service.Property(s => s.PhoneCipher).HasMaxLength(Sealed.MaxCipher);
        service.HasIndex(s => new { s.CentreId, s.SourceId }).HasFilter("source_id is not null").IsUnique();
        service.HasIndex(s => new { s.CentreId, s.CaseNumber, s.CaseSequence }).HasFilter("case_number is not null").IsUnique();
        service.Property(s => s.SourceId).HasMaxLength(Service.MaxSourceId);
        service.Property(s => s.CaseNumber).HasMaxLength(Service.MaxCaseNumber);
        service.Property(s => s.StaffCode).HasMaxLength(Service.MaxCode);
        service.Property(s => s.DeviceCode).HasMaxLength(Service.MaxCode);
        service.HasIndex(s => new { s.CentreId, s.Token }).IsUnique();
        service.HasIndex(s => new { s.CentreId, s.LegId }).HasFilter("leg_id is not null").IsUnique();
        service.HasIndex(s => new { s.CentreId, s.CaseId, s.Moment }).HasFilter("case_id is not null").RefusedAs("service.already-recorded");
        service.HasIndex(s => new { s.CentreId, s.WindowId, s.EndedAt });
        service.HasIndex(s => new { s.CentreId, s.On });
    }
}
