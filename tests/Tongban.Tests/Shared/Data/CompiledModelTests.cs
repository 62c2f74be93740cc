using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Tongban.Shared.Data;

namespace Tongban.Tests.Shared.Data;

/// <summary>The model that is served was written by <c>tools/remigrate</c>; it is the one that the mappings make.</summary>
public sealed partial class CompiledModelTests
{
    private static readonly MethodInfo Set = typeof(DbContext).GetMethod(nameof(DbContext.Set), 1, [])!;

    public static TheoryData<string> Databases => ["SQLite", "PostgreSQL"];

    [Theory]
    [MemberData(nameof(Databases))]
    public void The_compiled_model_says_what_the_mappings_say(string database)
    {
        using var db = Open(database);
        List<string> written = [.. Told(db.Model)], made = [.. Told(db.GetService<IDesignTimeModel>().Model)];

        Assert.Equal(typeof(TongbanDb).Assembly, db.Model.GetType().Assembly);
        Assert.True(made.SequenceEqual(written), $"Run tools/remigrate. Only in the mappings: {string.Join("; ", made.Except(written))}. Only in the compiled model: {string.Join("; ", written.Except(made))}.");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void Every_question_about_a_centres_table_asks_for_the_centre(string database)
    {
        using var db = Open(database);
        var tables = db.Model.GetEntityTypes().Where(type => type.FindProperty(nameof(TongbanDb.CentreId)) is not null).ToList();

        var open = tables.Where(type => !AsksForTheCentre().IsMatch(Question(db, type)));

        Assert.True(tables.Count > 100);
        Assert.Empty(open.Select(type => type.ShortName()));
    }

    private static TongbanDb Open(string database) =>
        database == "SQLite" ? new SqliteDesign().CreateDbContext([]) : new PostgresDesign().CreateDbContext([]);

    private static string Question(TongbanDb db, IEntityType type) =>
        ((IQueryable)Set.MakeGenericMethod(type.ClrType).Invoke(db, [])!).ToQueryString();

    [GeneratedRegex("WHERE .*\\bcentre_id\"? = @", RegexOptions.CultureInvariant)]
    private static partial Regex AsksForTheCentre();

    private static IEnumerable<string> Told(IModel model) => model.GetEntityTypes().OrderBy(type => type.Name, StringComparer.Ordinal).SelectMany(Told);

    private static IEnumerable<string> Told(IEntityType type) =>
    [
        $"{type.Name} in {type.GetTableName()} where {string.Join(" and ", type.GetDeclaredQueryFilters().Select(filter => filter.Expression))}",
        .. type.GetProperties().Select(property => $"{type.ShortName()}.{Told(property)}"),
        .. type.GetKeys().Select(key => $"{type.ShortName()} key {key.GetName()}: {Names(key.Properties)}{(key.IsPrimaryKey() ? ", primary" : "")}"),
        .. type.GetForeignKeys().Select(key => $"{type.ShortName()} reference {key.GetConstraintName()}: {Names(key.Properties)} to {key.PrincipalEntityType.Name} {Names(key.PrincipalKey.Properties)}, {key.DeleteBehavior}, {key.IsRequired}, {key.IsUnique}, {key.DependentToPrincipal?.Name}, {key.PrincipalToDependent?.Name}"),
        .. type.GetIndexes().Select(index => $"{type.ShortName()} index {index.GetDatabaseName()}: {Names(index.Properties)}, {index.IsUnique}, {index.GetFilter()}, {index.FindAnnotation(Mapping.RefusalAnnotation)?.Value}"),
        .. type.GetNavigations().Select(navigation => $"{type.ShortName()} to {navigation.Name}: {navigation.TargetEntityType.Name}, {navigation.IsCollection}, {navigation.IsEagerLoaded}, {navigation.GetPropertyAccessMode()}"),
    ];

    private static string Told(IProperty property) =>
        $"{property.Name} as {property.GetColumnName()}: {property.ClrType}, {property.GetColumnType()}, {property.IsNullable}, {property.GetMaxLength()}, {property.IsConcurrencyToken}, {property.ValueGenerated}, {property.GetBeforeSaveBehavior()}, {property.GetAfterSaveBehavior()}, {property.GetTypeMapping().Converter?.GetType()}, {property.FieldInfo?.Name}, {property.GetPropertyAccessMode()}";

    private static string Names(IEnumerable<IProperty> properties) => string.Join(", ", properties.Select(property => property.Name));
}
