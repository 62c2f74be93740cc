using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>What was bought at one time at one price.</summary>
/// <param name="Code">SB1; unique.</param>
/// <param name="KindId">Of what.</param>
/// <param name="FundId">Paid from.</param>
/// <param name="ReceivedOn">The day on which it was received; grants before it take none of it.</param>
/// <param name="Quantity">Units, not sets.</param>
/// <param name="UnitPriceFen">Of one unit; there is no price of a kind, each purchase has its own.</param>
public sealed record BatchFacts(string Code, Guid KindId, Guid FundId, DateOnly ReceivedOn, long Quantity, long UnitPriceFen);

/// <summary>A procurement batch (采购批次) and what is left of it. What is left moves only in <see cref="Stock"/>.</summary>
public sealed class ProcurementBatch : Entity
{
    public const int MaxCode = 20;
    public const long MaxQuantity = 100_000_000;
    public const long MaxUnitPriceFen = 100_000_000;

    private ProcurementBatch()
    {
    }

    public ProcurementBatch(Guid centreId, BatchFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        Code = facts.Code.Trim();
        Refusal.Unless(Code.Length is > 0 and <= MaxCode, "benefit.batch-code", MaxCode);
        Refusal.Unless(facts.Quantity > 0, "benefit.quantity-not-positive");
        Refusal.Unless(facts.UnitPriceFen > 0, "benefit.price-not-positive");
        Refusal.Unless(facts.Quantity <= MaxQuantity && facts.UnitPriceFen <= MaxUnitPriceFen, "benefit.batch-too-large");
        (KindId, FundId, ReceivedOn) = (facts.KindId, facts.FundId, facts.ReceivedOn);
        (Quantity, Remaining, UnitPriceFen) = (facts.Quantity, facts.Quantity, facts.UnitPriceFen);
        Happened("benefit-batch.received", now, by, new { Code, ReceivedOn, Quantity, UnitPriceFen });
    }

    public string Code { get; private set; } = "";

    public Guid KindId { get; private set; }

    public Guid FundId { get; private set; }

    public DateOnly ReceivedOn { get; private set; }

    public long Quantity { get; private set; }

    public long Remaining { get; private set; }

    public long UnitPriceFen { get; private set; }
}
