using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Tongban.Shared.Rush;

/// <summary>A table's columns as the model maps them.</summary>
internal sealed class Columns
{
    private static readonly ConditionalWeakTable<IEntityType, Columns> Known = [];

    private Columns(IEntityType type)
    {
        Table = type.GetTableName()!;
        All = [.. type.GetProperties().Select(property => new Column(property))];
        Names = string.Join(", ", All.Select(column => column.Name));
        Parameters = string.Join(", ", All.Select((_, n) => $"?{n + 1}"));
    }

    public string Table { get; }

    public IReadOnlyList<Column> All { get; }

    public string Names { get; }

    public string Parameters { get; }

    public static Columns Of(IEntityType type) => Known.GetValue(type, one => new Columns(one));
}

/// <summary>One column: how it is called, and the value of a row as it is stored.</summary>
internal sealed class Column
{
    private readonly IClrPropertyGetter getter;
    private readonly Func<object?, object?>? convert;

    public Column(IProperty property)
    {
        if (property.IsShadowProperty())
        {
            throw new NotSupportedException($"{property.DeclaringType.DisplayName()}.{property.Name} is no property of its class.");
        }

        Name = $"\"{property.GetColumnName()}\"";
        StoreType = property.GetColumnType().Split('(')[0];
        getter = property.GetGetter();
        convert = property.GetTypeMapping().Converter?.ConvertToProvider;
    }

    public string Name { get; }

    /// <summary>Without its length.</summary>
    public string StoreType { get; }

    public object? Value(object row) => getter.GetClrValue(row) is { } value ? convert is null ? value : convert(value) : null;
}
