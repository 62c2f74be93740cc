using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>Mapping words that begin every key with the centre.</summary>
public static class Mapping
{
    public const string RefusalAnnotation = "Tongban:Refusal";

    /// <summary>The key of an entity: centre and id.</summary>
    public static void IsKeyedByCentre<T>(this EntityTypeBuilder<T> entity)
        where T : Entity => entity.HasKey(e => new { e.CentreId, e.Id });

    /// <summary>A reference within the centre; nothing referred to is ever deleted from under it.</summary>
    public static void RefersTo<T, TPrincipal>(this EntityTypeBuilder<T> entity, Expression<Func<T, object?>> foreignId)
        where T : class
        where TPrincipal : Entity
    {
        var name = MemberName(foreignId.Body);
        entity.HasOne<TPrincipal>().WithMany().HasForeignKey("CentreId", name).OnDelete(DeleteBehavior.Restrict);
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
