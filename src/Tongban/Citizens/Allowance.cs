using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.People;

namespace Tongban.Citizens;

/// <summary>
/// How often somebody, known only by a keyed hash, has used something on a day: bookings of a person, messages to a
/// phone. A platform row, so that it binds over all centres; a row's count moves by one guarded statement.
/// </summary>
public sealed class Allowance
{
    public const int LongestKind = 32;

    /// <summary><c>booking.id</c>, <c>booking.phone</c>, <c>code.phone</c> …</summary>
    public string Kind { get; private set; } = "";

    public string KeyHash { get; private set; } = "";

    public DateOnly On { get; private set; }

    public int Used { get; private set; }
}

/// <summary>One use more (or, given back, one less) of an allowance.</summary>
public sealed record Use(string Kind, string KeyHash, DateOnly On, int Most, bool GiveBack = false);

/// <summary>Takes and gives back allowances inside the caller's transaction, in one fixed order, so that nobody waits in a circle.</summary>
public sealed class Allowances(TongbanDb db)
{
    /// <summary>The first use that is beyond its most; null when all were taken.</summary>
    public async Task<Use?> ChangeAsync(IEnumerable<Use> uses, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An allowance changes in the transaction that uses it.");
        }

        foreach (var use in uses.OrderBy(use => use.Kind, StringComparer.Ordinal).ThenBy(use => use.KeyHash, StringComparer.Ordinal).ThenBy(use => use.On))
        {
            if (await (use.GiveBack ? GiveBackAsync(use, stop) : TakeAsync(use, stop)) != 1 && !use.GiveBack)
            {
                return use;
            }
        }

        return null;
    }

    /// <summary>The first use that would be beyond its most at this moment: a look, which takes nothing.</summary>
    public async Task<Use?> BeyondAsync(IEnumerable<Use> uses, CancellationToken stop)
    {
        foreach (var use in uses)
        {
            if (await db.Set<Allowance>().AsNoTracking().AnyAsync(allowance => allowance.Kind == use.Kind && allowance.KeyHash == use.KeyHash && allowance.On == use.On && allowance.Used >= use.Most, stop))
            {
                return use;
            }
        }

        return null;
    }

    /// <summary>
    /// Keeps everybody else who locks one of these waiting until this transaction ends, for what is counted rather than
    /// used up. On SQLite the write gate has done so already.
    /// </summary>
    public Task LockAsync(string kind, IReadOnlyCollection<string> keyHashes, DateOnly on, CancellationToken stop)
    {
        if (keyHashes.Count == 0 || !db.Database.IsNpgsql())
        {
            return Task.CompletedTask;
        }

        var keys = keyHashes.Order(StringComparer.Ordinal).ToArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into allowance (kind, key_hash, "on", used) select {kind}, given.key_hash, {on}, 0 from unnest({keys}) with ordinality as given (key_hash, n) order by given.n
            on conflict (kind, key_hash, "on") do update set used = allowance.used
            """,
            stop);
    }

    // "used" in the condition is the row as it is when the statement gets it: the last use has one taker.
    private Task<int> TakeAsync(Use use, CancellationToken stop) => db.Database.ExecuteSqlAsync(
        $"""
        insert into allowance (kind, key_hash, "on", used) values ({use.Kind}, {use.KeyHash}, {use.On}, 1)
        on conflict (kind, key_hash, "on") do update set used = allowance.used + 1 where allowance.used < {use.Most}
        """,
        stop);

    private Task<int> GiveBackAsync(Use use, CancellationToken stop) => db.Set<Allowance>()
        .Where(allowance => allowance.Kind == use.Kind && allowance.KeyHash == use.KeyHash && allowance.On == use.On && allowance.Used > 0)
        .ExecuteUpdateAsync(set => set.SetProperty(allowance => allowance.Used, allowance => allowance.Used - 1), stop);
}

public sealed class AllowanceMapping : IEntityTypeConfiguration<Allowance>
{
    public void Configure(EntityTypeBuilder<Allowance> allowance)
    {
        allowance.ToTable("allowance", table => table.HasCheckConstraint("ck_allowance_used", "used >= 0"));
        allowance.HasKey(a => new { a.Kind, a.KeyHash, a.On });
        allowance.Property(a => a.Kind).HasMaxLength(Allowance.LongestKind);
        allowance.Property(a => a.KeyHash).HasMaxLength(Sealed.HashLength);
        allowance.HasIndex(a => a.On);
    }
}
