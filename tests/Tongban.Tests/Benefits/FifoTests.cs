using CsCheck;
using Tongban.Benefits;

namespace Tongban.Tests.Benefits;

public sealed class FifoTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);

    [Fact]
    public void A_set_straddles_two_batches_and_pays_each_its_price()
    {
        var portions = Fifo.Pick([Line("A", -2, 3, 4500), Line("B", -1, 10, 4350)], Day, 5)!;

        Assert.Equal("A*3+B*2", Portion.Split(portions));
        Assert.Equal((3 * 4500) + (2 * 4350), portions.Sum(portion => portion.CostFen));
    }

    [Fact]
    public void The_oldest_comes_first_and_of_one_day_the_lower_code_whatever_the_culture() =>
        Assert.Equal(["A", "B1", "B10", "B2", "b1"], Fifo.InOrder([Line("B2", 0, 1, 1), Line("b1", 0, 1, 1), Line("B10", 0, 1, 1), Line("B1", 0, 1, 1), Line("A", -1, 1, 1)]).Select(line => line.Code));

    [Fact]
    public void What_was_received_later_than_that_day_is_not_there_yet()
    {
        Assert.Null(Fifo.Pick([Line("A", 0, 4, 1), Line("B", 1, 10, 1)], Day, 5));
        Assert.NotNull(Fifo.Pick([Line("A", 0, 4, 1), Line("B", 1, 10, 1)], Day.AddDays(1), 5));
    }

    [Fact]
    public void Whatever_the_batches_nothing_is_lost_made_or_taken_out_of_turn()
    {
        var batches = Gen.Select(Gen.Int[0, 9], Gen.Int[-3, 2], Gen.Int[1, 900]).List[0, 8];
        Gen.Select(batches, Gen.Int[1, 12]).Sample((lines, quantity) =>
        {
            var stock = Fifo.InOrder(lines.Select((line, n) => Line($"B{n}", line.Item2, line.Item1, line.Item3)));
            var there = stock.Where(line => line.ReceivedOn <= Day).ToList();
            var portions = Fifo.Pick(stock, Day, quantity);
            if (portions is null)
            {
                return there.Sum(line => line.Left) < quantity;
            }

            // All of every batch before the last one, and no more than it has of that.
            var used = there.Where(line => line.Left > 0).Take(portions.Count).ToList();
            return portions.Sum(portion => portion.Quantity) == quantity
                && portions.Select(portion => portion.BatchId).SequenceEqual(used.Select(line => line.BatchId))
                && portions.SkipLast(1).Zip(used).All(pair => pair.First.Quantity == pair.Second.Left)
                && portions[^1].Quantity is > 0 && portions[^1].Quantity <= used[^1].Left
                && portions.Zip(used).All(pair => pair.First.UnitPriceFen == pair.Second.UnitPriceFen);
        });
    }

    private static StockLine Line(string code, int day, long left, long fen) => new(Guid.NewGuid(), code, Day.AddDays(day), fen) { Left = left };
}
