using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Devices;

/// <summary>What a device is for; it opens the pages of its kind and no others.</summary>
public enum DeviceKind
{
    /// <summary>取号机.</summary>
    Kiosk,

    /// <summary>评价器, at one window.</summary>
    Evaluator,

    /// <summary>显示屏, of a window, a zone or the whole hall.</summary>
    Display,

    /// <summary>入口平板, with a scanner.</summary>
    Gate,
}

/// <summary>Where a device stands.</summary>
public sealed record DevicePlace(Guid SiteId, Guid? ZoneId, Guid? WindowId);

/// <summary>
/// A device of a centre, bound to its kind and place. It holds a random key in a cookie; here lies only its hash.
/// A key that was renewed keeps the one before valid until the new one has been used, so that a lost answer does
/// not lock a kiosk out.
/// </summary>
public sealed class Device : Entity
{
    public const int MaxName = 40;

    private Device()
    {
    }

    public Device(Guid centreId, DeviceKind kind, string name, DevicePlace place, string keyHash, bool isDemo, DateTime now, Actor by)
        : base(centreId)
    {
        Refusal.Unless(kind != DeviceKind.Evaluator || place.WindowId is not null, "device.needs-window");
        (Kind, Name, KeyHash, IsDemo, KeySinceAt, PairedAt) = (kind, name, keyHash, isDemo, now, now);
        (SiteId, ZoneId, WindowId) = (place.SiteId, place.ZoneId, place.WindowId);
        Happened("device.paired", now, by, new { kind = kind.ToString(), place.SiteId, place.ZoneId, place.WindowId });
    }

    public DeviceKind Kind { get; private set; }

    /// <summary>What the label on it says: <c>西门取号机 1</c>.</summary>
    public string Name { get; private set; } = "";

    public Guid SiteId { get; private set; }

    public Guid? ZoneId { get; private set; }

    public Guid? WindowId { get; private set; }

    public string KeyHash { get; private set; } = "";

    /// <summary>The key before the last renewal, valid until the new one is used.</summary>
    public string? FormerKeyHash { get; private set; }

    public DateTime KeySinceAt { get; private set; }

    /// <summary>An administrator wants a new key at the device's next start.</summary>
    public DateTime? RenewAskedAt { get; private set; }

    public DateTime PairedAt { get; private set; }

    /// <summary>Written at most once a minute, outside the journal.</summary>
    public DateTime? LastSeenAt { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    /// <summary>A browser that plays a device in a demonstration; refused outside development.</summary>
    public bool IsDemo { get; private set; }

    public DevicePlace Place => new(SiteId, ZoneId, WindowId);

    public void AskForNewKey(DateTime now, Actor by)
    {
        Refusal.Unless(RevokedAt is null, "device.revoked");
        RenewAskedAt = now;
        Happened("device.renewal-asked", now, by);
    }

    /// <summary>Whether its key is due for renewal: asked for, or older than <paramref name="age"/>.</summary>
    public bool IsDueForNewKey(DateTime now, TimeSpan age) => RevokedAt is null && (RenewAskedAt is not null || now - KeySinceAt > age);

    public void Renew(string newKeyHash, DateTime now)
    {
        Refusal.Unless(RevokedAt is null, "device.revoked");
        (FormerKeyHash, KeyHash, KeySinceAt, RenewAskedAt) = (KeyHash, newKeyHash, now, null);
        Happened("device.key-renewed", now, Actor.Device(Id));
    }

    /// <summary>The new key arrived: the former one opens nothing any more.</summary>
    public void ForgetFormerKey(DateTime now)
    {
        FormerKeyHash = null;
        Happened("device.key-used", now, Actor.Device(Id));
    }

    public void Revoke(DateTime now, Actor by)
    {
        Refusal.Unless(RevokedAt is null, "device.revoked");
        (RevokedAt, FormerKeyHash) = (now, null);
        Happened("device.revoked", now, by);
    }
}

public sealed class DeviceMapping : IEntityTypeConfiguration<Device>, IEntityTypeConfiguration<DevicePairing>
{
    public void Configure(EntityTypeBuilder<Device> device)
    {
        device.IsKeyedByCentre();
        device.Ignore(d => d.Place);
        device.RefersTo<Device, Site>(d => d.SiteId);
        device.RefersTo<Device, Zone>(d => d.ZoneId);
        device.RefersTo<Device, Window>(d => d.WindowId);
        device.Property(d => d.Name).HasMaxLength(Device.MaxName);
        device.Property(d => d.KeyHash).HasMaxLength(DeviceKey.HashLength);
        device.Property(d => d.FormerKeyHash).HasMaxLength(DeviceKey.HashLength);
        device.HasIndex(d => new { d.CentreId, d.KeyHash }).IsUnique();
        device.HasIndex(d => new { d.CentreId, d.FormerKeyHash });
    }

    public void Configure(EntityTypeBuilder<DevicePairing> pairing)
    {
        pairing.HasKey(p => new { p.CentreId, p.Code });
        pairing.Property(p => p.Code).HasMaxLength(6);
        pairing.Property(p => p.KeyHash).HasMaxLength(DeviceKey.HashLength);
        pairing.HasIndex(p => new { p.CentreId, p.KeyHash }).IsUnique();
    }
}
