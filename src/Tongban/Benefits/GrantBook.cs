using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>
/// The books of some kinds while orders are decided in turn: each takes its units in memory, so that the next finds what is
/// left. Nobody else writes in them meanwhile.
/// </summary>
internal sealed class GrantBook(Guid centreId, DateTime now, Func<DateTime, DateOnly> dayOf)
{
    /// <summary>Kinds by id.</summary>
    public required IReadOnlyDictionary<Guid, BenefitKind> Kinds { get; init; }

    /// <summary>From when until when each enterprise stands in the register.</summary>
    public required IReadOnlyDictionary<Guid, (DateTime From, DateTime? Until)> Registered { get; init; }

    /// <summary>Who has an open grant of which kind already.</summary>
    public required HashSet<(Guid Enterprise, Guid Kind)> Held { get; init; }

    public required ILookup<Guid, StockLine> Stock { get; init; }

    /// <summary>The last month that is closed.</summary>
    public required DateOnly? ClosedThrough { get; init; }

    /// <summary>What the order takes, or the first reason against it, in the order of the import rules.</summary>
    public (BenefitKind Kind, DateOnly On, IReadOnlyList<Portion> Portions) Decide(GrantOrder order)
    {
        Refusal.Unless(Kinds.TryGetValue(order.KindId, out var kind), "benefit.unknown-kind");
        Refusal.Unless(Registered.TryGetValue(order.EnterpriseId, out var registered), "benefit.unknown-enterprise");
        Refusal.Unless(order.Claim is null || order.Claim.Quantity == kind!.QuantityPerGrant, "benefit.wrong-quantity", kind!.QuantityPerGrant);
        Refusal.Unless(order.At >= registered.From, "benefit.before-registration");
        Refusal.Unless(registered.Until is null || order.At < registered.Until, "enterprise.cancelled");
        Refusal.Unless(order.At <= now, "benefit.in-future");
        var on = dayOf(order.At);
        Refusal.Unless(!MonthClosing.Covers(ClosedThrough, on), "benefit.month-closed");
        Refusal.Unless(!kind.OncePerEnterprise || !Held.Contains((order.EnterpriseId, kind.Id)), "benefit.already-granted");
        Refusal.Unless(order.Claim is null or { InHours: true }, "benefit.outside-hours");
        var portions = Fifo.Pick(Stock[kind.Id], on, kind.QuantityPerGrant);
        Refusal.Unless(portions is not null, "benefit.no-stock");
        Refusal.Unless(Agrees(order.Claim, portions!), "benefit.cost-mismatch");
        Take(order, kind, portions!);
        return (kind, on, portions!);
    }

    public Grant Made(string number, GrantOrder order, (BenefitKind Kind, DateOnly On, IReadOnlyList<Portion> Portions) decided) =>
        new(centreId, number, decided.Kind, order, decided.On, decided.Portions, now);

    private static bool Agrees(GrantClaim? claim, IReadOnlyList<Portion> portions) =>
        claim is null || (claim.CostFen == portions.Sum(portion => portion.CostFen) && claim.Split == Portion.Split(portions));

    private void Take(GrantOrder order, BenefitKind kind, IReadOnlyList<Portion> portions)
    {
        foreach (var portion in portions)
        {
            Stock[kind.Id].Single(line => line.BatchId == portion.BatchId).Left -= portion.Quantity;
        }

        if (kind.OncePerEnterprise)
        {
            Held.Add((order.EnterpriseId, kind.Id));
        }
    }
}
