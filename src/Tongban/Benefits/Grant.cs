using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>How it reaches the enterprise.</summary>
public enum Delivery
{
    Hall,
    Mail,
}

/// <summary>Who gets what, and when.</summary>
/// <param name="EnterpriseId">For whom.</param>
/// <param name="KindId">What.</param>
/// <param name="At">When it is given; in a file long ago.</param>
/// <param name="Delivery">How.</param>
/// <param name="By">Who gives it.</param>
public sealed record GrantOrder(Guid EnterpriseId, Guid KindId, DateTime At, Delivery Delivery, Actor By)
{
    /// <summary>The case in which it is given, a step of business start-up.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Of a grant that is told in a file; what is given here gets the next number of its day.</summary>
    public string? Number { get; init; }

    /// <summary>Who gave it by the district's staff list, where a file says so.</summary>
    public string? StaffCode { get; init; }

    /// <summary>What a file says beside it: all of it must agree.</summary>
    public GrantClaim? Claim { get; init; }
}

/// <summary>What somebody else's books say about a grant.</summary>
/// <param name="Quantity">Units given.</param>
/// <param name="CostFen">What they cost.</param>
/// <param name="Split">From which batches: <c>SB1*3+SB2*2</c>.</param>
/// <param name="InHours">Whether the hall was open then.</param>
public sealed record GrantClaim(long Quantity, long CostFen, string Split, bool InHours);

/// <summary>
/// A grant: units of a kind, taken from batches first in, first out, each at the price of its batch. Never deleted: a
/// reversal gives the units back to the very batches, and to the enterprise the right to get it again.
/// </summary>
public sealed class Grant : Entity
{
    public const int MaxNumber = 40;
    public const int MaxReason = 200;

    private readonly List<GrantLine> lines = [];

    private Grant()
    {
    }

    internal Grant(Guid centreId, string number, BenefitKind kind, GrantOrder order, DateOnly on, IReadOnlyList<Portion> portions, DateTime now)
        : base(centreId)
    {
        (Number, EnterpriseId, KindId, CaseId, StaffCode) = (number, order.EnterpriseId, kind.Id, order.CaseId, order.StaffCode);
        (GrantedAt, GrantedOn, GrantedById, Delivery) = (order.At, on, order.By.Id, order.Delivery);
        OnlyForId = kind.OncePerEnterprise ? order.EnterpriseId : null;
        lines.AddRange(portions.Select((portion, place) => new GrantLine(centreId, Id, place + 1, portion)));
        (Quantity, CostFen) = (portions.Sum(portion => portion.Quantity), portions.Sum(portion => portion.CostFen));
        Happened("benefit.granted", now, order.By, new { kind = kind.Code, order.EnterpriseId, order.CaseId, Quantity, CostFen });
    }

    public string Number { get; private set; } = "";

    public Guid EnterpriseId { get; private set; }

    public Guid KindId { get; private set; }

    public Guid? CaseId { get; private set; }

    public DateTime GrantedAt { get; private set; }

    /// <summary>The hall's day of it, by which months are counted.</summary>
    public DateOnly GrantedOn { get; private set; }

    /// <summary>The account of who gave it, where it was given here.</summary>
    public Guid? GrantedById { get; private set; }

    public string? StaffCode { get; private set; }

    public Delivery Delivery { get; private set; }

    /// <summary>Units.</summary>
    public long Quantity { get; private set; }

    public long CostFen { get; private set; }

    /// <summary>The enterprise, as long as this grant keeps it from getting another of the kind; null once reversed, and for kinds that are given again.</summary>
    public Guid? OnlyForId { get; private set; }

    public DateTime? ReversedAt { get; private set; }

    public DateOnly? ReversedOn { get; private set; }

    public Guid? ReversedById { get; private set; }

    /// <summary>In words; a column, so that it can be erased.</summary>
    public string? ReversalReason { get; private set; }

    /// <summary>From which batches, oldest first.</summary>
    public IReadOnlyList<GrantLine> Lines => lines;

    internal void Reverse(string? reason, DateOnly on, DateTime now, Actor by)
    {
        var said = reason?.Trim() ?? "";
        Refusal.Unless(ReversedAt is null, "benefit.already-reversed");
        Refusal.Unless(said.Length > 0, "benefit.reason-missing");
        Refusal.Unless(said.Length <= MaxReason, "benefit.reason-too-long", MaxReason);
        (ReversedAt, ReversedOn, ReversedById, ReversalReason, OnlyForId) = (now, on, by.Id, said, null);
        Happened("benefit.reversed", now, by, new { Quantity, CostFen });
    }
}

/// <summary>What a grant took from one batch.</summary>
public sealed class GrantLine
{
    private GrantLine()
    {
    }

    internal GrantLine(Guid centreId, Guid grantId, int number, Portion portion) =>
        (CentreId, GrantId, Number, BatchId, Quantity, UnitPriceFen) = (centreId, grantId, number, portion.BatchId, portion.Quantity, portion.UnitPriceFen);

    public Guid CentreId { get; private set; }

    public Guid GrantId { get; private set; }

    /// <summary>1 for the oldest batch.</summary>
    public int Number { get; private set; }

    public Guid BatchId { get; private set; }

    public long Quantity { get; private set; }

    public long UnitPriceFen { get; private set; }
}
