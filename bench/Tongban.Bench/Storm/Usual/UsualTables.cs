using Microsoft.EntityFrameworkCore;

namespace Tongban.Bench.Storm.Usual;

/// <summary>The tables of the usual ways: as many rows a booking as ours writes.</summary>
internal static class UsualTables
{
    public const string Sql =
        """
        create table slot (id uuid primary key, capacity int not null, taken int not null, check (taken between 0 and capacity));
        create table request_key (key text primary key, at timestamptz not null);
        create table cap (person text primary key, bookings int not null);
        create table booking (id uuid primary key, slot_id uuid not null references slot, key text not null unique, at timestamptz not null);
        create table fact (id uuid primary key, booking_id uuid not null, what text not null, at timestamptz not null);
        create index on booking (slot_id);
        create index on fact (booking_id);
        """;
}

internal sealed class UsualDb(DbContextOptions<UsualDb> options) : DbContext(options)
{
    public DbSet<UsualSlot> Slots => Set<UsualSlot>();

    public DbSet<UsualBooking> Bookings => Set<UsualBooking>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<UsualSlot>().ToTable("slot").HasKey(slot => slot.Id);
        modelBuilder.Entity<UsualKey>().ToTable("request_key").HasKey(key => key.Key);
        modelBuilder.Entity<UsualCap>().ToTable("cap").HasKey(cap => cap.Person);
        modelBuilder.Entity<UsualBooking>().ToTable("booking").HasKey(booking => booking.Id);
        modelBuilder.Entity<UsualFact>().ToTable("fact").HasKey(fact => fact.Id);
    }
}

internal sealed class UsualSlot
{
    public Guid Id { get; set; }

    public int Capacity { get; set; }

    public int Taken { get; set; }
}

internal sealed record UsualKey(string Key, DateTime At);

internal sealed record UsualCap(string Person, int Bookings);

internal sealed record UsualBooking(Guid Id, Guid SlotId, string Key, DateTime At);

internal sealed record UsualFact(Guid Id, Guid BookingId, string What, DateTime At);

/// <summary>What is asked for.</summary>
internal sealed record UsualWish(Guid SlotId);
