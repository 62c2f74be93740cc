namespace Tongban.Benefits;

/// <summary>What is left of a batch.</summary>
public sealed record StockLine(Guid BatchId, string Code, DateOnly ReceivedOn, long UnitPriceFen)
{
    public long Left { get; set; }
}

/// <summary>Units from one batch at its price.</summary>
public readonly record struct Portion(Guid BatchId, string Code, long Quantity, long UnitPriceFen)
{
    public long CostFen => Quantity * UnitPriceFen;

    /// <summary><c>SB1*3+SB2*2</c>.</summary>
    public static string Split(IEnumerable<Portion> portions) => string.Join('+', portions.Select(portion => $"{portion.Code}*{portion.Quantity}"));
}

/// <summary>First in, first out: by day of receipt, then by code; a set may straddle two batches.</summary>
public static class Fifo
{
    /// <summary>The order in which batches are used up.</summary>
    public static List<StockLine> InOrder(IEnumerable<StockLine> stock) =>
        [.. stock.OrderBy(line => line.ReceivedOn).ThenBy(line => line.Code, StringComparer.Ordinal)];

    /// <summary>From which batches so many units come on a day; null when that day had not so many. Takes nothing.</summary>
    /// <param name="stock">In order.</param>
    /// <param name="on">What was received later is not there yet.</param>
    /// <param name="quantity">Units.</param>
    public static IReadOnlyList<Portion>? Pick(IEnumerable<StockLine> stock, DateOnly on, long quantity)
    {
        var portions = new List<Portion>(2);
        foreach (var line in stock.Where(line => line.Left > 0).TakeWhile(line => line.ReceivedOn <= on))
        {
            var taken = Math.Min(line.Left, quantity);
            portions.Add(new(line.BatchId, line.Code, taken, line.UnitPriceFen));
            quantity -= taken;
            if (quantity == 0)
            {
                return portions;
            }
        }

        return null;
    }
}
