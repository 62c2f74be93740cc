using Microsoft.EntityFrameworkCore;

namespace Tongban.Tests.Shared.Data;

public sealed class MigrationTests
{
    [Fact]
    public void Both_migration_sets_say_what_the_model_says()
    {
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgresDesign().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges(), "SQLite: run tools/remigrate");
        Assert.False(postgres.Database.HasPendingModelChanges(), "PostgreSQL: run tools/remigrate");
    }
}
