using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.OneThing;

/// <summary>
/// The results of a one-thing in the hands of a postal body (寄递): fetched from the window, mailed with a number, arrived.
/// One body has it; whoever came second finds nothing there.
/// </summary>
public sealed class Parcel : Entity
{
    public const int MaxTracking = 40;

    private Parcel()
    {
    }

    public Parcel(Bundle of, Guid departmentId, DateTime now, Actor by)
        : base(of.CentreId)
    {
        Refusal.Unless(of is { Status: BundleStatus.Done, Delivery: Cases.DeliveryWay.Post, DeliveredAt: null }, "onething.not-now");
        (BundleId, DepartmentId, CollectedAt) = (of.Id, departmentId, now);
        Happened("parcel.collected", now, by, new { BundleId, departmentId });
    }

    public Guid BundleId { get; private set; }

    /// <summary>The body that carries it.</summary>
    public Guid DepartmentId { get; private set; }

    public DateTime CollectedAt { get; private set; }

    public string? Tracking { get; private set; }

    public DateTime? MailedAt { get; private set; }

    public DateTime? ArrivedAt { get; private set; }

    public bool MayMail => MailedAt is null;

    public bool MayArrive => MailedAt is not null && ArrivedAt is null;

    /// <summary>It has its number and is on its way.</summary>
    public void Mail(string? tracking, DateTime now, Actor by)
    {
        var number = tracking?.Trim().ToUpperInvariant() ?? "";
        Refusal.Unless(number.Length is > 0 and <= MaxTracking && number.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "parcel.tracking", MaxTracking);
        Refusal.Unless(MayMail, "parcel.not-now");
        (Tracking, MailedAt) = (number, now);
        Happened("parcel.mailed", now, by, new { BundleId });
    }

    /// <summary>Whoever it was for has it (签收).</summary>
    public void Arrive(DateTime now, Actor by)
    {
        Refusal.Unless(MayArrive, "parcel.not-now");
        ArrivedAt = now;
        Happened("parcel.arrived", now, by, new { BundleId });
    }
}

public sealed class ParcelMapping : IEntityTypeConfiguration<Parcel>
{
    public void Configure(EntityTypeBuilder<Parcel> parcel)
    {
        parcel.IsKeyedByCentre();
        parcel.RefersTo<Parcel, Bundle>(p => p.BundleId);
        parcel.RefersTo<Parcel, Department>(p => p.DepartmentId);
        parcel.Property(p => p.Tracking).HasMaxLength(Parcel.MaxTracking);
        parcel.HasIndex(p => new { p.CentreId, p.BundleId }).RefusedAs("onething.delivered-already");
    }
}
