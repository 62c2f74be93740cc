using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Importing;

/// <summary>How far an import is.</summary>
public readonly record struct ImportProgress(string File, long Records, long Accepted, long Rejected, bool IsFinished);

/// <summary>
/// Takes the files of a year in, through the activities that the desks use: batch by batch, each batch with its rejects and
/// its checkpoint in one transaction. Broken off anywhere and begun again, it ends as if it had never stopped.
/// </summary>
public sealed class YearImport(IServiceScopeFactory scopes)
{
    /// <summary>Rows a transaction.</summary>
    public const int BatchRows = 1000;

    /// <summary>Files in their order, to the end or to the first that cannot be read.</summary>
    /// <exception cref="UnreadableFile">A header, an encoding or a quote is wrong, or the file is not the one that was begun.</exception>
    public async Task RunAsync(string year, ImportFolder folder, Action<ImportProgress> tell, CancellationToken stop)
    {
        foreach (var name in FileNames())
        {
            await using var scope = scopes.CreateAsyncScope();
            var file = scope.ServiceProvider.GetServices<IImportFile>().Single(one => one.Name == name);
            await ActivatorUtilities.CreateInstance<FileImport>(scope.ServiceProvider, year, file).RunAsync(folder, tell, stop);
        }
    }

    /// <summary>Every reject so far, file by file and line by line.</summary>
    public async Task<IReadOnlyList<ImportReject>> RejectsAsync(string year, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var rejects = await scope.ServiceProvider.GetRequiredService<TongbanDb>().Set<ImportReject>().AsNoTracking().Where(reject => reject.Year == year).ToListAsync(stop);
        var order = FileNames().Index().ToDictionary(file => file.Item, file => file.Index);
        return [.. rejects.OrderBy(reject => order.GetValueOrDefault(reject.File, int.MaxValue)).ThenBy(reject => reject.Line)];
    }

    private List<string> FileNames()
    {
        using var scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetServices<IImportFile>().OrderBy(file => file.Order).Select(file => file.Name)];
    }
}

/// <summary>One file of it.</summary>
internal sealed class FileImport(string year, IImportFile file, TongbanDb db, NewRows rows, HallClock clock)
{
    public async Task RunAsync(ImportFolder folder, Action<ImportProgress> tell, CancellationToken stop)
    {
        var path = folder.PathOf(file.Name);
        if (!File.Exists(path))
        {
            throw new UnreadableFile($"{file.Name}: not in the folder");
        }

        var checkpoint = await CheckpointAsync(await CsvRecords.HashAsync(path, stop), stop);
        if (checkpoint.FinishedAt is null)
        {
            using var records = CsvRecords.Open(path);
            var header = CsvHeader.Of(records.Next()?.Fields ?? [], file.Columns) ?? throw new UnreadableFile($"{file.Name}: line 1: HEADER: the columns are {string.Join(", ", file.Columns)}");
            await file.OpenAsync(folder, stop);
            await TakeAsync(header, new Batches(records, header, checkpoint.Records), tell, stop);
        }

        checkpoint = await CheckpointAsync(checkpoint.Hash, stop);
        tell(new(file.Name, checkpoint.Records, checkpoint.Accepted, checkpoint.Rejected, IsFinished: true));
    }

    private async Task TakeAsync(CsvHeader header, Batches batches, Action<ImportProgress> tell, CancellationToken stop)
    {
        for (var isLast = false; !isLast;)
        {
            stop.ThrowIfCancellationRequested();
            var batch = batches.Next();
            isLast = batches.IsAtEnd;
            await using var transaction = await db.BeginAsync(stop);
            var reasons = batch.Count == 0 ? [] : await file.TakeAsync(header, batch, stop);
            await RejectAsync(header, batch, reasons);
            var checkpoint = await db.Set<ImportCheckpoint>().SingleAsync(one => one.Year == year && one.File == file.Name, stop);
            checkpoint.Moved(reasons.Count(reason => reason is null), reasons.Count(reason => reason is not null));
            if (isLast)
            {
                checkpoint.Finish(clock.Now);
            }

            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            tell(new(file.Name, checkpoint.Records, checkpoint.Accepted, checkpoint.Rejected, IsFinished: false));
        }
    }

    private Task RejectAsync(CsvHeader header, IReadOnlyList<CsvRecord> batch, IReadOnlyList<string?> reasons) =>
        rows.AddAsync(batch.Zip(reasons).Where(pair => pair.Second is not null).Select(pair => new ImportReject(db.CentreId, year, file.Name, pair.First.Line, header.IdOf(pair.First), pair.Second!)));

    private async Task<ImportCheckpoint> CheckpointAsync(string hash, CancellationToken stop)
    {
        var checkpoint = await db.Set<ImportCheckpoint>().SingleOrDefaultAsync(one => one.Year == year && one.File == file.Name, stop);
        if (checkpoint is null)
        {
            checkpoint = new ImportCheckpoint(db.CentreId, year, file.Name, hash, clock.Now);
            db.Add(checkpoint);
        }
        else if (checkpoint.Hash != hash)
        {
            checkpoint.Replace(checkpoint.Records == 0 ? hash : throw new UnreadableFile($"{file.Name}: not the file of which {checkpoint.Records} rows are in already"));
        }

        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        return checkpoint;
    }
}
