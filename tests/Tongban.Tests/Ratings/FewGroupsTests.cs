using Tongban.Kernel;
using Tongban.Ratings.Figures;
using Tongban.Ratings.Figures.Open;

namespace Tongban.Tests.Ratings;

/// <summary>From all that is published of a month nothing of one to four can be worked out, however one adds and subtracts.</summary>
public sealed class FewGroupsTests
{
    private const int Kinds = 6;
    private static readonly DateOnly Month = new(2026, 10, 1);

    [Fact]
    public void No_group_of_one_to_four_follows_from_all_numbers_that_are_published()
    {
        var (months, told) = (0, 0L);
        for (var seed = 0; seed < 300; seed++)
        {
            var truth = Truth.Of(new Random(seed));
            var published = truth.Publish();
            var known = new Known(truth.Cells);
            foreach (var (cells, count) in truth.Told(published))
            {
                Assert.Equal(count, truth.CountOf(cells));
                known.Learn(cells);
            }

            foreach (var (name, cells) in truth.Groups())
            {
                var count = truth.CountOf(cells);
                Assert.False(SmallGroups.IsFew(count) && known.Tells(cells), $"month {seed}: {name} is {count} and can be worked out");
            }

            Assert.All(truth.Listed(published), listed => Assert.False(SmallGroups.IsFew(listed.Services), $"month {seed}: {listed.Name} has {listed.Services} services and is listed"));
            (months, told) = (months + (published.Total is null ? 0 : 1), told + truth.Told(published).Count());
        }

        // It is no art to publish nothing.
        Assert.InRange(months, 200, 300);
        Assert.InRange(told / months, 20, 200);
    }

    // Every list of up to four counts from nobody to nine, among all up to twenty-one: whoever knows the very rule, and sees which are hidden, still cannot say what any of the few is.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whoever_knows_the_rule_cannot_reckon_back_from_it(int groups)
    {
        var possible = new Dictionary<string, List<long[]>>();
        foreach (var counts in All(groups).Where(counts => counts.Sum() >= SmallGroups.Least))
        {
            var seen = string.Join(' ', SmallGroups.Told(counts).Select(one => one?.ToString(null, null) ?? "?")) + " of " + counts.Sum();
            (possible.TryGetValue(seen, out var those) ? those : possible[seen] = []).Add(counts);
        }

        Assert.All(possible.Values, those => Assert.All(Enumerable.Range(0, groups).Where(at => those.Exists(one => SmallGroups.IsFew(one[at]) && one.Max() <= 9)), at =>
            Assert.True(those.Select(one => one[at]).Distinct().Count() > 1, $"{string.Join(' ', those[0])}: number {at + 1} follows")));
    }

    [Fact]
    public void Longer_spans_are_added_up_from_what_is_told_of_each_month()
    {
        OpenTotal Of(params long[] levels) => OpenTotal.Of("", Counts(levels))!;
        var (clear, few) = (Of(90, 20, 10, 6, 5), Of(80, 20, 10, 2, 0));
        Assert.Equal([80, 20, null, null, 0], few.Levels);
        Assert.Equal((108L, 112L), few.GoodAtLeast);

        var both = PublicCounts.Of(null, Month, [clear, few]);
        Assert.Equal((243L, null, null, (long?)228), (both.Given, both.Good, both.Bad, both.GoodAtLeast));
        Assert.Equal([170, 40, null, null, 5], both.Levels);
        Assert.Equal((131L, (long?)120), (PublicCounts.Of(null, Month, [clear]).Given, PublicCounts.Of(null, Month, [clear]).Good));
        Assert.Null(OpenTotal.Of("", Counts([4, 0, 0, 0, 0])));
    }

    [Fact]
    public void Rectifications_are_told_only_where_no_two_numbers_differ_by_a_few()
    {
        Share[] Told(long bad, MendingCounts mending) => [.. OpenTotal.Of("", Counts([100, 0, 0, bad, 0]) with { Mending = mending })!.Mending.Select(one => one.Share)];

        Assert.Equal([Share.CalledBack, Share.Mended, Share.MendedInTime], Told(20, new(20, 20, 20, 20, 20, 0)));
        Assert.Equal([Share.CalledBack], Told(20, new(18, 18, 18, 20, 20, 0)));
        Assert.Equal([], Told(20, new(20, 20, 20, 19, 19, 0)).Where(share => share == Share.CalledBack));
        Assert.Equal([], Told(20, new(4, 4, 4, 4, 4, 0)));
        Assert.DoesNotContain(Share.MendedInTime, Told(20, new(20, 20, 17, 20, 20, 0)));
    }

    private static FigureCounts Counts(long[] levels) => FigureCounts.None with { Services = levels.Sum(), Levels = new(levels[0], levels[1], levels[2], levels[3], levels[4]) };

    private static IEnumerable<long[]> All(int groups) => groups == 0 ? [[]] : All(groups - 1).SelectMany(some => Enumerable.Range(0, 22).Select(count => (long[])[.. some, count]));

    /// <summary>What really happened: of each item at each place, how many of each level, and how many were not rated.</summary>
    private sealed class Truth
    {
        private readonly long[] counts;
        private readonly int bodies;
        private readonly int items;
        private readonly int sites;

        private Truth(long[] counts, int bodies, int items, int sites) => (this.counts, this.bodies, this.items, this.sites) = (counts, bodies, items, sites);

        public int Cells => counts.Length;

        public static Truth Of(Random random)
        {
            var (bodies, items, sites) = (random.Next(1, 4), random.Next(1, 4), random.Next(1, 4));
            var (busy, bad) = (random.Next(1, 40), random.Next(0, 4));
            long Some(int kind) => kind switch { 0 => random.Next(0, busy + 1), 3 or 4 => random.Next(0, 3) == 0 ? random.Next(0, bad + 1) : 0, _ => random.Next(0, 2) == 0 ? random.Next(0, (busy / 4) + 2) : 0 };
            return new([.. Enumerable.Range(0, bodies * items * sites * Kinds).Select(cell => Some(cell % Kinds))], bodies, items, sites);
        }

        public PublishedMonth Publish() => PublishedMonth.Of(
            Month, "", [.. Enumerable.Range(0, sites).Select(site => Group("S", site, Cell(site: site)))],
            [.. Enumerable.Range(0, bodies).Select(body => Group("B", body, Cell(body)) with { Parts = [.. Enumerable.Range(0, items).Select(item => Group($"B{body} I", item, Cell(body, item)))] })]);

        public long CountOf(bool[] cells) => cells.Select((isIn, cell) => isIn ? counts[cell] : 0).Sum();

        public IEnumerable<(string Name, long Services)> Listed(PublishedMonth month) => Lines(month).Select(line => (line.Line.Name, CountOf(line.Cells)));

        /// <summary>Every number that stands on the page, in the workbook or on the paper, and of what it is the count.</summary>
        public IEnumerable<(bool[] Cells, long Count)> Told(PublishedMonth month)
        {
            if (month.Total is not { } total)
            {
                yield break;
            }

            foreach (var (line, cells) in Lines(month).Append((total.Line, Cell())))
            {
                yield return (Of(cells, IsGiven), line.Given);
                foreach (var (kinds, count) in new (Func<int, bool>, long?)[] { (_ => true, line.Services), (kind => !IsGiven(kind), line.Unrated), (IsBad, line.Bad), (kind => IsGiven(kind) && !IsBad(kind), line.Good) })
                {
                    if (count is { } told)
                    {
                        yield return (Of(cells, kinds), told);
                    }
                }
            }

            foreach (var (count, level) in total.Levels.Select((count, level) => (count, level)).Where(one => one.count is not null))
            {
                yield return (Of(Cell(), kind => kind == level), count!.Value);
            }
        }

        /// <summary>What must not be told where it is one to four.</summary>
        public IEnumerable<(string Name, bool[] Cells)> Groups()
        {
            IEnumerable<(string Name, bool[] Cells)> wholes = [("all", Cell()), .. Enumerable.Range(0, sites).Select(site => ($"S{site}", Cell(site: site))), .. Enumerable.Range(0, bodies).Select(body => ($"B{body}", Cell(body))),
                .. Enumerable.Range(0, bodies * items).Select(n => ($"B{n / items} I{n % items}", Cell(n / items, n % items)))];
            foreach (var (name, cells) in wholes)
            {
                yield return (name, cells);
                yield return (name + " given", Of(cells, IsGiven));
                yield return (name + " good", Of(cells, kind => IsGiven(kind) && !IsBad(kind)));
                yield return (name + " bad", Of(cells, IsBad));
                for (var kind = 0; kind < Kinds; kind++)
                {
                    yield return ($"{name} kind {kind}", Of(cells, one => one == kind));
                }
            }
        }

        private IEnumerable<(OpenLine Line, bool[] Cells)> Lines(PublishedMonth month) =>
        [
            .. month.Sites.Lines.Select(line => (line, Cell(site: Number(line)))),
            .. month.Bodies.Select(body => (body.Line, Cell(Number(body.Line)))),
            .. month.Bodies.SelectMany(body => body.Items.Lines.Select(item => (item, Cell(Number(body.Line), Number(item))))),
        ];

        private static int Number(OpenLine line) => line.Name[^1] - '0';

        private static bool IsGiven(int kind) => kind < Kinds - 1;

        private static bool IsBad(int kind) => kind is 3 or 4;

        private static bool[] Of(bool[] cells, Func<int, bool> kinds) => [.. cells.Select((isIn, cell) => isIn && kinds(cell % Kinds))];

        private bool[] Cell(int? body = null, int? item = null, int? site = null) => [.. Enumerable.Range(0, counts.Length).Select(cell => cell / Kinds).Select(place =>
            (body is null || place / (items * sites) == body) && (item is null || place / sites % items == item) && (site is null || place % sites == site))];

        private OpenGroup Group(string kind, int n, bool[] cells)
        {
            long Level(int kindOf) => CountOf(Of(cells, one => one == kindOf));
            return new($"{kind}{n}", $"{kind}{n}", FigureCounts.None with { Services = CountOf(cells), Levels = new(Level(0), Level(1), Level(2), Level(3), Level(4)) });
        }
    }

    /// <summary>All that follows from sums that are known, by adding and subtracting: linear algebra modulo a large prime.</summary>
    private sealed class Known(int cells)
    {
        private const long Prime = 2_147_483_647;

        private readonly List<(int At, long[] Row)> rows = [];

        public void Learn(bool[] sum)
        {
            var row = Reduced(sum);
            if (Array.FindIndex(row, one => one != 0) is >= 0 and var at)
            {
                var inverse = Power(row[at], Prime - 2);
                rows.Add((at, [.. row.Select(one => one * inverse % Prime)]));
            }
        }

        public bool Tells(bool[] sum) => Array.TrueForAll(Reduced(sum), one => one == 0);

        private long[] Reduced(bool[] sum)
        {
            var row = Enumerable.Range(0, cells).Select(cell => sum[cell] ? 1L : 0).ToArray();
            foreach (var (at, known) in rows)
            {
                if (row[at] is not 0 and var factor)
                {
                    for (var cell = 0; cell < cells; cell++)
                    {
                        row[cell] = (row[cell] + (Prime - factor) * known[cell]) % Prime;
                    }
                }
            }

            return row;
        }

        private static long Power(long of, long exponent)
        {
            var power = 1L;
            for (; exponent > 0; (of, exponent) = (of * of % Prime, exponent / 2))
            {
                power = exponent % 2 == 1 ? power * of % Prime : power;
            }

            return power;
        }
    }
}
