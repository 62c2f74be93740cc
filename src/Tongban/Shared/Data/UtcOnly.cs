using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tongban.Shared.Data;

/// <summary>Instants are UTC in and out; SQLite would otherwise forget the kind.</summary>
public sealed class UtcOnly() : ValueConverter<DateTime, DateTime>(
    instant => Checked(instant),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc))
{
    // "dotnet ef" asks what an instant that was never set is stored as.
    private static DateTime Checked(DateTime instant) =>
        instant.Kind == DateTimeKind.Utc || EF.IsDesignTime ? instant : throw new InvalidOperationException("An instant must be UTC.");
}
