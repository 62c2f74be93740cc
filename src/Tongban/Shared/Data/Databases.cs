using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Tongban.Shared.Data;

namespace Tongban;

/// <summary>The model on SQLite: one machine, one process.</summary>
public sealed class SqliteTongbanDb(DbContextOptions<SqliteTongbanDb> options, CurrentCentre centre, WriteGate gate)
    : TongbanDb(options, centre, gate);

/// <summary>The model on PostgreSQL: one or many nodes.</summary>
public sealed class PostgresTongbanDb(DbContextOptions<PostgresTongbanDb> options, CurrentCentre centre, WriteGate gate)
    : TongbanDb(options, centre, gate);

/// <summary>For <c>dotnet ef</c> only.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteTongbanDb>
{
    public SqliteTongbanDb CreateDbContext(string[] args) =>
        new(DatabaseSetup.Sqlite(new DbContextOptionsBuilder<SqliteTongbanDb>(), "design.db").Options, new CurrentCentre(), new WriteGate(true));
}

/// <summary>For <c>dotnet ef</c> only.</summary>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresTongbanDb>
{
    public PostgresTongbanDb CreateDbContext(string[] args) =>
        new(DatabaseSetup.Postgres(new DbContextOptionsBuilder<PostgresTongbanDb>(), "Host=localhost").Options, new CurrentCentre(), new WriteGate(false));
}
