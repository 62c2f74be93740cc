using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>What holds for every table of ours, stated once.</summary>
internal static class Conventions
{
    private static readonly MethodInfo FilterMethod =
        typeof(Conventions).GetMethod(nameof(FilterByCentre), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void Apply(ModelBuilder builder, TongbanDb db)
    {
        foreach (var type in builder.Model.GetEntityTypes().Where(type => type.FindProperty("CentreId") is not null).ToList())
        {
            NeverGenerateKeys(type);
            FilterMethod.MakeGenericMethod(type.ClrType).Invoke(null, [builder, db]);
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

    private static void FilterByCentre<T>(ModelBuilder builder, TongbanDb db)
        where T : class => builder.Entity<T>().HasQueryFilter(db.OfThisCentre<T>());
}
