using Tongban.Kernel;

namespace Tongban.Banks;

/// <summary>A fee of a bank, not taken from whom and when.</summary>
/// <param name="EnterpriseId">For whom.</param>
/// <param name="FeeId">Which fee of which bank.</param>
/// <param name="At">When; in a file long ago.</param>
/// <param name="By">Who records it.</param>
public sealed record WaiverOrder(Guid EnterpriseId, Guid FeeId, DateTime At, Actor By)
{
    /// <summary>The step of a one-thing in which it is recorded.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Its id in a file.</summary>
    public string? SourceId { get; init; }

    /// <summary>Who recorded it by the district's staff list, where a file says so.</summary>
    public string? StaffCode { get; init; }

    /// <summary>What a file says beside it: all of it must agree.</summary>
    public WaiverClaim? Claim { get; init; }
}

/// <summary>What somebody else's books say about a waiver.</summary>
public sealed record WaiverClaim(long AmountFen, bool InHours);

/// <summary>A fee waived for an enterprise, once, as its bank recorded it. Never deleted: one that was recorded by mistake is reversed.</summary>
public sealed class Waiver : Entity
{
    public const int MaxReason = 200;

    private Waiver()
    {
    }

    internal Waiver(Guid centreId, WaiverOrder order, WaivedFee fee, DateOnly on, DateTime now)
        : base(centreId)
    {
        (EnterpriseId, BankId, FeeId, AmountFen) = (order.EnterpriseId, fee.BankId, fee.Id, fee.AmountFen);
        (WaivedAt, WaivedOn, RecordedById, StaffCode, SourceId, CaseId) = (order.At, on, order.By.Id, order.StaffCode, order.SourceId, order.CaseId);
        Happened("bank.fee-waived", now, order.By, new { EnterpriseId, fee = fee.Code, AmountFen, CaseId });
    }

    public Guid EnterpriseId { get; private set; }

    public Guid BankId { get; private set; }

    public Guid FeeId { get; private set; }

    /// <summary>As the fee was on that day.</summary>
    public long AmountFen { get; private set; }

    public DateTime WaivedAt { get; private set; }

    /// <summary>The hall's day of it, by which months are counted.</summary>
    public DateOnly WaivedOn { get; private set; }

    public Guid? RecordedById { get; private set; }

    public string? StaffCode { get; private set; }

    public string? SourceId { get; private set; }

    public Guid? CaseId { get; private set; }

    public DateTime? ReversedAt { get; private set; }

    public Guid? ReversedById { get; private set; }

    /// <summary>In words; a column, so that it can be erased.</summary>
    public string? ReversalReason { get; private set; }

    /// <summary>It counts no more, and the fee may be waived again.</summary>
    /// <remarks>Refusals: <c>bank.already-reversed</c>, <c>bank.reason-missing</c>, <c>bank.reason-too-long</c>.</remarks>
    public void Reverse(string? reason, DateTime now, Actor by)
    {
        var said = reason?.Trim() ?? "";
        Refusal.Unless(ReversedAt is null, "bank.already-reversed");
        Refusal.Unless(said.Length > 0, "bank.reason-missing");
        Refusal.Unless(said.Length <= MaxReason, "bank.reason-too-long", MaxReason);
        (ReversedAt, ReversedById, ReversalReason) = (now, by.Id, said);
        Happened("bank.waiver-reversed", now, by, new { AmountFen });
    }
}
