using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>
/// Units of a batch that were entered by mistake and leave the books again (冲销). The batch and its entry stay; what was
/// given from it already cannot leave.
/// </summary>
public sealed class BatchReversal : Entity
{
    public const int MaxReason = Grant.MaxReason;

    private BatchReversal()
    {
    }

    /// <remarks>Refusals: <c>benefit.reason-missing</c>, <c>benefit.reason-too-long</c>, <c>benefit.quantity-not-positive</c>.</remarks>
    public BatchReversal(ProcurementBatch of, long quantity, string? reason, DateOnly on, DateTime now, Actor by)
        : base(of.CentreId)
    {
        Reason = reason?.Trim() ?? "";
        Refusal.Unless(Reason.Length > 0, "benefit.reason-missing");
        Refusal.Unless(Reason.Length <= MaxReason, "benefit.reason-too-long", MaxReason);
        Refusal.Unless(quantity > 0, "benefit.quantity-not-positive");
        (BatchId, Quantity, ReversedOn, ReversedAt, ReversedById) = (of.Id, quantity, on, now, by.Id);
        Happened("benefit-batch.reversed", now, by, new { BatchId, Quantity });
    }

    public Guid BatchId { get; private set; }

    /// <summary>Units.</summary>
    public long Quantity { get; private set; }

    /// <summary>The hall's day of it, by which months are counted.</summary>
    public DateOnly ReversedOn { get; private set; }

    public DateTime ReversedAt { get; private set; }

    public Guid? ReversedById { get; private set; }

    /// <summary>In words; a column, so that it can be erased.</summary>
    public string Reason { get; private set; } = "";
}
