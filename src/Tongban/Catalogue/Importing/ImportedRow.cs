using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tongban.Catalogue.Importing;

/// <summary>
/// What an import last wrote under a code. A row whose content is no longer that was edited by staff since: it is
/// reported and never overwritten.
/// </summary>
public sealed class ImportedRow
{
    private ImportedRow()
    {
    }

    public ImportedRow(Guid centreId, string kind, string code) => (CentreId, Kind, Code) = (centreId, kind, code);

    public Guid CentreId { get; private set; }

    /// <summary>department, site, zone, item …</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The code within the kind; a zone's begins with its site's.</summary>
    public string Code { get; private set; } = "";

    /// <summary>SHA-256 of the content as imported.</summary>
    public string Fingerprint { get; private set; } = "";

    /// <summary>The entity's version right after the import; while it has not moved, nobody has edited it.</summary>
    public int EntityVersion { get; private set; }

    public DateTime ImportedAt { get; private set; }

    public void Written(string fingerprint, int entityVersion, DateTime now) =>
        (Fingerprint, EntityVersion, ImportedAt) = (fingerprint, entityVersion, now);
}

public sealed class ImportedRowMapping : IEntityTypeConfiguration<ImportedRow>
{
    public void Configure(EntityTypeBuilder<ImportedRow> row)
    {
        row.HasKey(r => new { r.CentreId, r.Kind, r.Code });
        row.Property(r => r.Kind).HasMaxLength(32);
        row.Property(r => r.Code).HasMaxLength(100);
        row.Property(r => r.Fingerprint).HasMaxLength(64);
    }
}
