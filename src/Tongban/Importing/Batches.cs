namespace Tongban.Importing;

/// <summary>
/// The records of a file in batches. A batch ends before an id that stands in it already: whether the second is a
/// duplicate depends on what became of the first.
/// </summary>
internal sealed class Batches
{
    private readonly CsvRecords records;
    private readonly CsvHeader header;
    private CsvRecord? ahead;

    /// <param name="records">Behind the header.</param>
    /// <param name="header">Says where the id stands.</param>
    /// <param name="done">How many are in already and passed over.</param>
    public Batches(CsvRecords records, CsvHeader header, long done)
    {
        (this.records, this.header) = (records, header);
        for (ahead = records.Next(); done > 0 && ahead is not null; done--)
        {
            ahead = records.Next();
        }
    }

    public bool IsAtEnd => ahead is null;

    public IReadOnlyList<CsvRecord> Next()
    {
        var batch = new List<CsvRecord>(YearImport.BatchRows);
        var ids = new HashSet<string>();
        while (ahead is { } record && batch.Count < YearImport.BatchRows && ids.Add(header.IdOf(record)))
        {
            batch.Add(record);
            ahead = records.Next();
        }

        return batch;
    }
}
