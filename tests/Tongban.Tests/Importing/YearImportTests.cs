using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Banks;
using Tongban.Benefits;
using Tongban.Benefits.Months;
using Tongban.Enterprises;
using Tongban.Importing;

namespace Tongban.Tests.Importing;

public sealed class YearImportTests
{
    [Fact]
    public async Task A_slice_comes_in_whole_and_the_books_say_what_the_files_say()
    {
        await using var app = await YearFolder.StartAsync();
        using var folder = YearFolder.Slice(300, 350, 5);
        var progress = new List<ImportProgress>();

        await folder.ImportAsync(app, progress.Add);

        Assert.Empty(await YearFolder.RejectsAsync(app));
        Assert.Equal([YearFolder.Enterprises, YearFolder.Services, YearFolder.Grants, YearFolder.Waivers, YearFolder.Ratings], progress.Where(one => one.IsFinished).Select(one => one.File));
        var grants = folder.Read(YearFolder.Grants).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(
            (grants.Count, grants.Sum(row => long.Parse(row[6], CultureInfo.InvariantCulture)), grants.Sum(row => long.Parse(row[4], CultureInfo.InvariantCulture))),
            await app.WithDbAsync(async db => (await db.Set<Grant>().CountAsync(), await db.Set<Grant>().SumAsync(grant => grant.CostFen), await db.Set<GrantLine>().SumAsync(line => line.Quantity))));
        var january = await app.WithAsync(services => services.GetRequiredService<MonthBooks>().OfAsync(new DateOnly(2020, 1, 1), default));
        Assert.True(january.IsReconciled);
        Assert.Equal(grants.Where(row => row[1].StartsWith("2020-01", StringComparison.Ordinal)).Sum(row => long.Parse(row[6], CultureInfo.InvariantCulture)), january.Sums.Sum(sum => sum.GrantedFen));

        // Each is in the journal, as if it had been given at the desk.
        Assert.Equal(grants.Count, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "benefit.granted")));
        Assert.Equal(5, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "bank.fee-waived")));

        // Once in, the same folder changes nothing.
        await folder.ImportAsync(app);
        Assert.Equal(grants.Count, await app.WithDbAsync(db => db.Set<Grant>().CountAsync()));
    }

    [Fact]
    public async Task Broken_off_after_every_batch_it_ends_as_if_it_had_never_stopped()
    {
        using var folder = YearFolder.Slice(1100, 1100, 5);
        folder.Write(YearFolder.Enterprises, WithFaults(folder.Read(YearFolder.Enterprises)));
        await using var straight = await YearFolder.StartAsync();
        await folder.ImportAsync(straight);

        await using var broken = await YearFolder.StartAsync();
        var runs = 0;
        for (var isDone = false; !isDone; runs++)
        {
            using var stop = new CancellationTokenSource();
            isDone = await Record.ExceptionAsync(() => folder.ImportAsync(broken, progress => StopAfterOne(progress, stop), stop.Token)) is null;
        }

        Assert.True(runs > 3, $"It ran only {runs} times.");
        Assert.NotEmpty(await YearFolder.RejectsAsync(straight));
        Assert.Equal(await YearFolder.RejectsAsync(straight), await YearFolder.RejectsAsync(broken));
        Assert.Equal(await AllAsync(straight), await AllAsync(broken));

        static void StopAfterOne(ImportProgress progress, CancellationTokenSource stop)
        {
            if (!progress.IsFinished)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_behind_not_even_its_checkpoint()
    {
        await using var app = await TongbanApp.StartAsync(services => services.AddScoped<IImportFile, Falls>());
        using var folder = YearFolder.Empty();
        folder.Write(Falls.File, ["id", "a", "b"]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => folder.ImportAsync(app));

        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Enterprise>().CountAsync()));
        Assert.Equal((0L, null), await app.WithDbAsync(db => db.Set<ImportCheckpoint>().Where(one => one.File == Falls.File).Select(one => new ValueTuple<long, DateTime?>(one.Records, one.FinishedAt)).SingleAsync()));
    }

    private static IEnumerable<string> WithFaults(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        lines.Insert(3, lines[2]);
        lines.Insert(900, "E99999,too,few");
        return lines;
    }

    // Without the ids that each import makes anew.
    private static Task<string> AllAsync(TongbanApp app) => app.WithDbAsync(async db =>
    {
        var enterprises = await db.Set<Enterprise>().OrderBy(one => one.SourceId).Select(one => $"{one.SourceId} {one.Uscc} {one.Name} {one.RegisteredAt:O}").ToListAsync();
        var grants = await (
            from line in db.Set<GrantLine>()
            join grant in db.Set<Grant>().IgnoreAutoIncludes() on line.GrantId equals grant.Id
            join batch in db.Set<ProcurementBatch>() on line.BatchId equals batch.Id
            orderby grant.Number, line.Number
            select $"{grant.Number} {grant.CostFen} {batch.Code} {line.Quantity} {batch.Remaining}").ToListAsync();
        var waivers = await db.Set<Waiver>().OrderBy(one => one.SourceId).Select(one => $"{one.SourceId} {one.AmountFen}").ToListAsync();
        var checkpoints = await db.Set<ImportCheckpoint>().OrderBy(one => one.File).Select(one => $"{one.File} {one.Records} {one.Accepted} {one.Rejected} {one.FinishedAt != null}").ToListAsync();
        var facts = await db.Facts.GroupBy(fact => fact.What).OrderBy(what => what.Key).Select(what => $"{what.Key} {what.Count()}").ToListAsync();
        return string.Join('\n', [.. enterprises, .. grants, .. waivers, .. checkpoints, .. facts]);
    });

    // The next file of a later feature is a class like this one; this one falls over after it has written.
    private sealed class Falls(Registering registering) : IImportFile
    {
        public const string File = "a_falls.csv";

        public string Name => File;

        public int Order => 1;

        public IReadOnlyList<string> Columns { get; } = ["id"];

        public Task OpenAsync(ImportFolder folder, CancellationToken stop) => Task.CompletedTask;

        public async Task<IReadOnlyList<string?>> TakeAsync(CsvHeader header, IReadOnlyList<CsvRecord> records, CancellationToken stop)
        {
            await registering.RegisterAllAsync([Enterprises.MadeEnterprises.Facts(1, DateTime.UnixEpoch)], Tongban.Kernel.Actor.System, stop);
            throw new InvalidOperationException("It fell.");
        }
    }
}
