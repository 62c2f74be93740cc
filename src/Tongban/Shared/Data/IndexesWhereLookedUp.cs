using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;

namespace Tongban.Shared.Data;

/// <summary>
/// EF makes an index for every reference, and makes it again as soon as it is removed; not for those of which the mapping
/// says that nobody looks anything up by them.
/// </summary>
internal sealed class IndexesWhereLookedUp(ProviderConventionSetBuilderDependencies dependencies) : ForeignKeyIndexConvention(dependencies)
{
    protected override IConventionIndex? CreateIndex(IReadOnlyList<IConventionProperty> properties, bool unique, IConventionEntityTypeBuilder entityTypeBuilder) =>
        entityTypeBuilder.Metadata.FindForeignKeys(properties).Any(key => key.FindAnnotation(Mapping.UnindexedAnnotation) is not null)
            ? null
            : base.CreateIndex(properties, unique, entityTypeBuilder);
}
