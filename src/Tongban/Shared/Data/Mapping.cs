using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>Mapping words that begin every key with the centre.</summary>
public static class Mapping
{
    public const string RefusalAnnotation = "Tongban:Refusal";

    /// <summary>A reference without an index: <see cref="IndexesWhereLookedUp"/>.</summary>
    public const string UnindexedAnnotation = "Tongban:Unindexed";

    /// <summary>The key of an entity: centre and id.</summary>
    public static void IsKeyedByCentre<T>(this EntityTypeBuilder<T> entity)
        where T : Entity => entity.HasKey(e => new { e.CentreId, e.Id });

    /// <summary>A reference within the centre; nothing referred to is ever deleted from under it.</summary>
    /// <param name="entity">What refers.</param>
    /// <param name="foreignId">By which property.</param>
    /// <param name="isLookedUpBy">
    /// False where nobody asks for all rows of one site or group: on a table that grows by thousands a minute such an index
    /// costs with every row and finds nothing.
    /// </param>
    public static void RefersTo<T, TPrincipal>(this EntityTypeBuilder<T> entity, Expression<Func<T, object?>> foreignId, bool isLookedUpBy = true)
        where T : class
        where TPrincipal : Entity
    {
        var name = MemberName(foreignId.Body);
        var key = entity.HasOne<TPrincipal>().WithMany().HasForeignKey("CentreId", name).OnDelete(DeleteBehavior.Restrict).Metadata;
        if (!isLookedUpBy)
        {
            key.SetAnnotation(UnindexedAnnotation, true);
            entity.Metadata.RemoveIndex(key.Properties);
        }
    }

    /// <summary>What the person is told when this unique index is hit.</summary>
    public static IndexBuilder<T> RefusedAs<T>(this IndexBuilder<T> index, string code)
    {
        index.Metadata.SetAnnotation(RefusalAnnotation, code);
        return index.IsUnique();
    }

    private static string MemberName(Expression body) => body switch
    {
        MemberExpression member => member.Member.Name,
        UnaryExpression { Operand: MemberExpression member } => member.Member.Name,
        _ => throw new ArgumentException("Name one property."),
    };
}
