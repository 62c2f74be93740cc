using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

/// <summary>Turns a unique index that was hit into the refusal that its mapping names.</summary>
internal static class UniqueIndexes
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;
    private const string SqlitePrefix = "UNIQUE constraint failed: ";

    public static Refusal? RefusalFor(DbContext db, DbUpdateException failure)
    {
        var code = Index(db, failure.InnerException)?.FindAnnotation(Mapping.RefusalAnnotation)?.Value as string;
        return code is null ? null : new Refusal(code);
    }

    /// <summary>Whether the index that was hit stands on this entity.</summary>
    public static bool IsOf<T>(DbContext db, DbUpdateException failure) => Index(db, failure.InnerException)?.DeclaringEntityType.ClrType == typeof(T);

    /// <summary>
    /// Whether a key was hit. Ids are never given twice, so it is that of a part, numbered within its whole: the first
    /// step of a case, its second pause.
    /// </summary>
    public static bool IsKey(DbContext db, DbUpdateException failure) => failure.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres =>
            db.Model.GetEntityTypes().Any(type => type.FindPrimaryKey()?.GetName() == postgres.ConstraintName),
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintPrimaryKey } => true,
        _ => false,
    };

    private static IIndex? Index(DbContext db, Exception? cause) => cause switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } postgres =>
            Indexes(db).FirstOrDefault(index => index.GetDatabaseName() == postgres.ConstraintName),
        SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } sqlite =>
            Indexes(db).FirstOrDefault(index => sqlite.Message.Contains(SqlitePrefix + SqliteColumns(index) + "'", StringComparison.Ordinal)),
        _ => null,
    };

    private static IEnumerable<IIndex> Indexes(DbContext db) =>
        db.Model.GetEntityTypes().SelectMany(type => type.GetIndexes()).Where(index => index.IsUnique);

    // SQLite names no index, only "table.column, table.column".
    private static string SqliteColumns(IIndex index)
    {
        var table = index.DeclaringEntityType.GetTableName();
        return string.Join(", ", index.Properties.Select(property => $"{table}.{property.GetColumnName()}"));
    }
}
