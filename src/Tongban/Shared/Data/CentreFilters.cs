using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace Tongban.Shared.Data;

/// <summary>A query sees the rows of its context's centre and no others, whichever way the model came to be.</summary>
internal static class CentreFilters
{
    private static readonly MethodInfo ValueOf = typeof(EF).GetMethod(nameof(EF.Property))!.MakeGenericMethod(typeof(Guid));

    /// <summary>On a model that is being built.</summary>
    public static void Put(ModelBuilder builder)
    {
        // What "dotnet ef" writes down (migrations, the compiled models) cannot hold a filter: EF refuses it there.
        foreach (var type in EF.IsDesignTime ? [] : OfCentres(builder.Model.GetEntityTypes()).ToList())
        {
            type.SetQueryFilter(Of(type.ClrType));
        }
    }

    /// <summary>On a compiled model, before anybody uses it. EF has no public way (dotnet/efcore#24897) but leaves <c>Customize</c> for it.</summary>
    public static void Put(RuntimeModel model)
    {
        foreach (var type in OfCentres(((IModel)model).GetEntityTypes()).Cast<RuntimeEntityType>())
        {
#pragma warning disable EF1001 // The form in which EF itself keeps a filter; CompiledModelTests compares it with the built model's.
            type.AddAnnotation(CoreAnnotationNames.QueryFilter, new QueryFilterCollection([new RuntimeQueryFilter(null, Of(type.ClrType))]));
#pragma warning restore EF1001
        }
    }

    /// <summary>Those that have the centre among their columns.</summary>
    public static IEnumerable<T> OfCentres<T>(IEnumerable<T> types)
        where T : IReadOnlyEntityType => types.Where(type => type.FindProperty(nameof(TongbanDb.CentreId)) is not null);

    // row => EF.Property<Guid>(row, "CentreId") == db.CentreId. EF puts the context that asks in the place of the constant.
    private static LambdaExpression Of(Type rows)
    {
        var row = Expression.Parameter(rows, "row");
        var centre = Expression.Property(Expression.Constant(null, typeof(TongbanDb)), nameof(TongbanDb.CentreId));
        return Expression.Lambda(Expression.Equal(Expression.Call(ValueOf, row, Expression.Constant(nameof(TongbanDb.CentreId))), centre), row);
    }
}
