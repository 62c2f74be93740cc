using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Importing;

/// <summary>A kind of file that a year is told in. A feature brings one class for each of its own.</summary>
public interface IImportFile
{
    /// <summary><c>enterprises.csv</c>.</summary>
    string Name { get; }

    /// <summary>Files that others refer to come first.</summary>
    int Order { get; }

    /// <summary>The columns it must have, in whatever order; no other.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Once, before its first row: what rows refer to and no row changes.</summary>
    Task OpenAsync(ImportFolder folder, CancellationToken stop);

    /// <summary>Takes rows in, inside the caller's transaction: for each in its order null, or why it is rejected.</summary>
    Task<IReadOnlyList<string?>> TakeAsync(CsvHeader header, IReadOnlyList<CsvRecord> records, CancellationToken stop);
}

/// <summary>A row of a file, read.</summary>
public interface IImportRow
{
    string Id { get; }
}

/// <summary>
/// Judges rows in the order that the import rules give: shape, format column by column, a known id; what the row refers to
/// and the feature's own rules are the feature's, through the activity that its desk uses.
/// </summary>
public abstract class ImportFile<TRow> : IImportFile
    where TRow : class, IImportRow
{
    public abstract string Name { get; }

    public abstract int Order { get; }

    public abstract IReadOnlyList<string> Columns { get; }

    public abstract Task OpenAsync(ImportFolder folder, CancellationToken stop);

    public async Task<IReadOnlyList<string?>> TakeAsync(CsvHeader header, IReadOnlyList<CsvRecord> records, CancellationToken stop)
    {
        var judged = records.Select(record => Read(header, record)).ToList();
        var known = await KnownAsync([.. judged.Select(one => one.Row?.Id).OfType<string>()], stop);
        judged = [.. judged.Select(one => one.Row is { } row && known.Contains(row.Id) ? ("DUP_ID", null) : one)];
        var rows = judged.Select(one => one.Row).OfType<TRow>().ToList();
        var reasons = new Queue<string?>(rows.Count == 0 ? [] : await TakeAsync(rows, stop));
        return [.. judged.Select(one => one.Row is null ? one.Reason : reasons.Dequeue())];
    }

    /// <summary>Reads a row; the first field that is wrong is noted in <paramref name="fields"/>.</summary>
    protected abstract TRow Read(CsvFields fields);

    /// <summary>Which of these ids were taken in before.</summary>
    protected abstract Task<HashSet<string>> KnownAsync(IReadOnlyList<string> ids, CancellationToken stop);

    /// <summary>Judges and writes well-formed rows with new ids: for each null or its reason.</summary>
    protected abstract Task<IReadOnlyList<string?>> TakeAsync(IReadOnlyList<TRow> rows, CancellationToken stop);

    /// <summary>Puts the outcomes of the rows that got as far as the activity back among those that did not.</summary>
    protected static IReadOnlyList<string?> InOrder<TJudged, TAnswer>(
        IReadOnlyList<(string? Reason, TJudged? Asked)> judged, Func<(string? Reason, TJudged? Asked), string?> early, IReadOnlyList<Outcome<TAnswer>> outcomes, Func<Refusal, string> reasonOf)
        where TAnswer : class
    {
        var next = new Queue<Outcome<TAnswer>>(outcomes);
        return [.. judged.Select(one => early(one) ?? (next.Dequeue().Refused is { } refusal ? reasonOf(refusal) : null))];
    }

    private (string? Reason, TRow? Row) Read(CsvHeader header, CsvRecord record)
    {
        if (record.IsBroken || record.Fields.Length != header.Count)
        {
            return ("COLUMN_COUNT", null);
        }

        var fields = new CsvFields(header, record);
        var row = Read(fields);
        return fields.Fault is { } fault ? (fault, null) : (null, row);
    }
}
