using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Appointments;

/// <summary>
/// A span of a day in which a site takes a number of people for one matter group. Made from the opening hours;
/// its places are taken and freed only by the guarded statements of the booking activity.
/// </summary>
public sealed class Slot : Entity
{
    private Slot()
    {
    }

    public Slot(Guid centreId, Guid siteId, Guid groupId, DateOnly on, DateTime startsAt, DateTime endsAt, int capacity, int staffCapacity, DateTime now, Actor by)
        : base(centreId)
    {
        (SiteId, GroupId, On, StartsAt, EndsAt, Capacity, StaffCapacity) = (siteId, groupId, on, startsAt, endsAt, capacity, staffCapacity);
        Happened("slot.opened", now, by, new { capacity, staffCapacity });
    }

    public Guid SiteId { get; private set; }

    public Guid GroupId { get; private set; }

    /// <summary>The hall's day.</summary>
    public DateOnly On { get; private set; }

    public DateTime StartsAt { get; private set; }

    public DateTime EndsAt { get; private set; }

    /// <summary>Places for the public.</summary>
    public int Capacity { get; private set; }

    /// <summary>Places taken, holds included; by the public at most <see cref="Capacity"/>.</summary>
    public int Taken { get; private set; }

    /// <summary>Places that only staff may give, beside the public ones.</summary>
    public int StaffCapacity { get; private set; }

    public int StaffTaken { get; private set; }

    /// <summary>Bookings beyond both, each made by staff for a stated reason.</summary>
    public int Overbooked { get; private set; }

    /// <summary>No new bookings; those that exist stay.</summary>
    public DateTime? ClosedAt { get; private set; }

    public int Free => ClosedAt is null ? Capacity - Taken : 0;

    public int FreeForStaff => ClosedAt is null ? StaffCapacity - StaffTaken : 0;

    public void Close(DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is null, "slot.already-closed");
        ClosedAt = now;
        Happened("slot.closed", now, by);
    }

    /// <summary>The hours hold again.</summary>
    public void Reopen(DateTime now, Actor by)
    {
        Refusal.Unless(ClosedAt is not null, "slot.not-closed");
        ClosedAt = null;
        Happened("slot.reopened", now, by);
    }
}

public sealed class SlotMapping : IEntityTypeConfiguration<Slot>
{
    public void Configure(EntityTypeBuilder<Slot> slot)
    {
        slot.IsKeyedByCentre();
        slot.RefersTo<Slot, Site>(s => s.SiteId);
        slot.RefersTo<Slot, MatterGroup>(s => s.GroupId);
        slot.HasIndex(s => new { s.CentreId, s.SiteId, s.GroupId, s.StartsAt }).RefusedAs("slot.already-there");
        slot.HasIndex(s => new { s.CentreId, s.On });
        slot.ToTable(table =>
        {
            table.HasCheckConstraint("ck_slot_taken", "taken between 0 and capacity");
            table.HasCheckConstraint("ck_slot_staff_taken", "staff_taken between 0 and staff_capacity");
            table.HasCheckConstraint("ck_slot_overbooked", "overbooked >= 0");
        });
    }
}
