using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Tongban.Importing;

/// <summary>How far a file of a year is in; written in the transaction that took its rows in, so that both are there or neither.</summary>
public sealed class ImportCheckpoint
{
    private ImportCheckpoint()
    {
    }

    public ImportCheckpoint(Guid centreId, string year, string file, string hash, DateTime now) =>
        (CentreId, Year, File, Hash, BegunAt) = (centreId, year, file, hash, now);

    public Guid CentreId { get; private set; }

    /// <summary><c>year2020</c>.</summary>
    public string Year { get; private set; } = "";

    public string File { get; private set; } = "";

    /// <summary>SHA-256 of the file that was begun.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Records read, the header not counted.</summary>
    public long Records { get; private set; }

    public long Accepted { get; private set; }

    public long Rejected { get; private set; }

    public DateTime BegunAt { get; private set; }

    public DateTime? FinishedAt { get; private set; }

    /// <summary>Another file, as long as no row of the earlier one is in.</summary>
    public void Replace(string hash) => Hash = hash;

    public void Moved(int accepted, int rejected) =>
        (Records, Accepted, Rejected) = (Records + accepted + rejected, Accepted + accepted, Rejected + rejected);

    public void Finish(DateTime now) => FinishedAt = now;
}

/// <summary>A row that was not taken in.</summary>
public sealed class ImportReject
{
    private ImportReject()
    {
    }

    public ImportReject(Guid centreId, string year, string file, long line, string rowId, string code) =>
        (CentreId, Year, File, Line, RowId, Code) = (centreId, year, file, line, rowId, code);

    public Guid CentreId { get; private set; }

    public string Year { get; private set; } = "";

    public string File { get; private set; } = "";

    /// <summary>Where the row begins in the file.</summary>
    public long Line { get; private set; }

    public string RowId { get; private set; } = "";

    /// <summary>Why: <c>DUP_KEY</c>.</summary>
    public string Code { get; private set; } = "";
}

public sealed class ImportRowsMapping : IEntityTypeConfiguration<ImportCheckpoint>, IEntityTypeConfiguration<ImportReject>
{
    private const int LongestName = 40;

    public void Configure(EntityTypeBuilder<ImportCheckpoint> checkpoint)
    {
        checkpoint.HasKey(c => new { c.CentreId, c.Year, c.File });
        checkpoint.Property(c => c.Year).HasMaxLength(LongestName);
        checkpoint.Property(c => c.File).HasMaxLength(LongestName);
        checkpoint.Property(c => c.Hash).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ImportReject> reject)
    {
        reject.HasKey(r => new { r.CentreId, r.Year, r.File, r.Line });
        reject.Property(r => r.Year).HasMaxLength(LongestName);
        reject.Property(r => r.File).HasMaxLength(LongestName);
        reject.Property(r => r.RowId).HasMaxLength(CsvHeader.LongestId);
        reject.Property(r => r.Code).HasMaxLength(32);
    }
}
