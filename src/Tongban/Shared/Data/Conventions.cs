using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>What holds for every table of ours, stated once.</summary>
internal static class Conventions
{
    public static void Apply(ModelBuilder builder)
    {
        CentreFilters.Put(builder);
        foreach (var type in CentreFilters.OfCentres(builder.Model.GetEntityTypes()).ToList())
        {
            NeverGenerateKeys(type);
            if (typeof(Entity).IsAssignableFrom(type.ClrType))
            {
                builder.Entity(type.ClrType).Ignore(nameof(Entity.Unsaved));
                builder.Entity(type.ClrType).Property(nameof(Entity.Version)).IsConcurrencyToken();
            }
        }
    }

    // Otherwise EF takes a second child of a loaded parent for an update and reports a false conflict.
    private static void NeverGenerateKeys(IMutableEntityType type)
    {
        foreach (var property in type.FindPrimaryKey()!.Properties)
        {
            property.ValueGenerated = ValueGenerated.Never;
        }
    }
}
