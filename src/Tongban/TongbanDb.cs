using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban;

/// <summary>
/// The one model, on two databases. Everything of a centre is keyed and filtered by <see cref="CentreId"/>;
/// facts are saved with the change they tell of; a unique index that was hit becomes the refusal it stands for.
/// </summary>
public abstract class TongbanDb(DbContextOptions options, CurrentCentre centre, WriteGate gate)
    : IdentityUserContext<StaffAccount, Guid>(options), IDataProtectionKeyContext
{
    private GatedTransaction? open;

    /// <summary>The centre whose rows this context sees.</summary>
    public Guid CentreId => centre.Id;

    public DbSet<Fact> Facts => Set<Fact>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Holds the single writer's place on SQLite; free of charge on PostgreSQL.</summary>
    internal WriteGate Gate => gate;

    /// <summary>The transaction in which this context works at present.</summary>
    internal GatedTransaction? Open => open;

    /// <summary>What may only be told once it is true. Outside a transaction that is now.</summary>
    public void AfterCommit(Action act)
    {
        if (open is null)
        {
            act();
            return;
        }

        open.AfterCommit(act);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var place = Database.CurrentTransaction is null ? await gate.EnterAsync(cancellationToken) : null;
        var moved = AddFacts();
        try
        {
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            moved.ForEach(entity => entity.FactsAreSaved());
            return saved;
        }
        catch (DbUpdateException failure) when (UniqueIndexes.RefusalFor(this, failure) is { } refusal)
        {
            throw refusal;
        }
        catch (DbUpdateException failure) when (UniqueIndexes.IsOf<Fact>(this, failure) || UniqueIndexes.IsKey(this, failure))
        {
            // Two moves raised the same version at once. Which statement of the batch met it first, the fact's, the
            // entity's or that of a new part, is the database's choice.
            throw new DbUpdateConcurrencyException(failure.Message, failure);
        }
    }

    /// <summary>Only for libraries that know no other way (the data-protection keys); ours save asynchronously.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (ChangeTracker.Entries<Entity>().Any())
        {
            throw new NotSupportedException("Use SaveChangesAsync: a blocked thread would hold the write gate.");
        }

        using var place = Database.CurrentTransaction is null ? gate.EnterAsync().GetAwaiter().GetResult() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    internal GatedTransaction Began(GatedTransaction transaction) => open = transaction;

    internal void Ended(GatedTransaction transaction) => open = open == transaction ? null : open;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(TongbanDb).Assembly);
        NameIdentityTables(builder);
        Conventions.Apply(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Replace<ForeignKeyIndexConvention>(provider => new IndexesWhereLookedUp(provider.GetRequiredService<ProviderConventionSetBuilderDependencies>()));
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcOnly>();
    }

    private static void NameIdentityTables(ModelBuilder builder)
    {
        builder.Entity<StaffAccount>().ToTable("staff_account");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("staff_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("staff_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("staff_token");
    }

    // A fact stays tracked when a save fails, so saving the same context again does not write it twice.
    private List<Entity> AddFacts()
    {
        var moved = ChangeTracker.Entries<Entity>().Select(entry => entry.Entity).Where(entity => entity.Unsaved.Count > 0).ToList();
        foreach (var fact in moved.SelectMany(entity => entity.Unsaved).Where(fact => Entry(fact).State == EntityState.Detached))
        {
            Facts.Add(fact);
        }

        AddRange(DayToCount.Of(CentreId, moved));

        return moved;
    }
}
