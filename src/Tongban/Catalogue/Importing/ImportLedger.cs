using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Catalogue.Importing;

/// <summary>One row on its way in: its content in the file, and what stands here under its code.</summary>
public sealed record Incoming<TEntity>(string Kind, string Code, object Content, TEntity? Existing)
    where TEntity : Entity
{
    /// <summary>The content that stands here now.</summary>
    public required Func<TEntity, object> ContentOf { get; init; }

    public required Func<TEntity> Make { get; init; }

    public required Action<TEntity> Change { get; init; }

    /// <summary>Raised by every move of the entity, or of what belongs to it.</summary>
    public Func<TEntity, int> VersionOf { get; init; } = entity => entity.Version;
}

/// <summary>Decides for each row whether it is added, changed, left or kept, and remembers what was written.</summary>
public sealed class ImportLedger(TongbanDb db, IReadOnlyList<ImportedRow> earlier, ImportReport report, DateTime now)
{
    private readonly Dictionary<(string, string), ImportedRow> rows = earlier.ToDictionary(row => (row.Kind, row.Code));

    public static async Task<ImportLedger> OpenAsync(TongbanDb db, ImportReport report, DateTime now, CancellationToken stop) =>
        new(db, await db.Set<ImportedRow>().ToListAsync(stop), report, now);

    public TEntity Take<TEntity>(Incoming<TEntity> incoming)
        where TEntity : Entity
    {
        var source = Fingerprint(incoming.Content);
        if (incoming.Existing is not { } existing)
        {
            var made = incoming.Make();
            db.Add(made);
            report.Add();
            return Written(incoming, made, source);
        }

        var here = Fingerprint(incoming.ContentOf(existing));
        var row = rows.GetValueOrDefault((incoming.Kind, incoming.Code));
        if (here == source)
        {
            report.Same();
            return row?.Fingerprint == source ? existing : Written(incoming, existing, source);
        }

        if (row is null || (here != row.Fingerprint && incoming.VersionOf(existing) != row.EntityVersion))
        {
            report.Keep(incoming.Kind, incoming.Code, row is null ? "made here, not by an import" : "edited here since the import");
            return existing;
        }

        incoming.Change(existing);
        report.Change();
        return Written(incoming, existing, source);
    }

    private TEntity Written<TEntity>(Incoming<TEntity> incoming, TEntity entity, string fingerprint)
        where TEntity : Entity
    {
        if (!rows.TryGetValue((incoming.Kind, incoming.Code), out var row))
        {
            row = new ImportedRow(db.CentreId, incoming.Kind, incoming.Code);
            rows[(incoming.Kind, incoming.Code)] = row;
            db.Add(row);
        }

        row.Written(fingerprint, incoming.VersionOf(entity), now);
        return entity;
    }

    private static string Fingerprint(object content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, content.GetType(), ItemContent.Json))));
}
