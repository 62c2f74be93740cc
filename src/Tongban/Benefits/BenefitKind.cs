using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>What a kind of benefit is; data, not code: the next free thing is a row.</summary>
/// <param name="NameZh">免费公章（5枚）.</param>
/// <param name="NameEn">Free set of five seals.</param>
/// <param name="UnitZh">What is counted in stock: 枚.</param>
/// <param name="UnitEn">seals.</param>
/// <param name="QuantityPerGrant">How many units one grant gives.</param>
/// <param name="OncePerEnterprise">Whether an enterprise gets it once only.</param>
public sealed record BenefitKindFacts(string NameZh, string NameEn, string UnitZh, string UnitEn, int QuantityPerGrant, bool OncePerEnterprise)
{
    /// <summary>公章、财务专用章 …; empty when the kind is of one piece.</summary>
    public string ComponentsZh { get; init; } = "";

    public string ComponentsEn { get; init; } = "";
}

/// <summary>A kind of thing that the district pays for an enterprise: a set of seals, a device, postage.</summary>
public sealed class BenefitKind : Entity
{
    public const int MaxName = 100;

    private BenefitKind()
    {
    }

    public BenefitKind(Guid centreId, string code, BenefitKindFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        Take(facts);
        Happened("benefit-kind.added", now, by, new { code });
    }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public string UnitZh { get; private set; } = "";

    public string UnitEn { get; private set; } = "";

    public int QuantityPerGrant { get; private set; }

    public bool OncePerEnterprise { get; private set; }

    /// <summary>Of what one grant consists.</summary>
    public string ComponentsZh { get; private set; } = "";

    public string ComponentsEn { get; private set; } = "";

    public BenefitKindFacts Facts => new(NameZh, NameEn, UnitZh, UnitEn, QuantityPerGrant, OncePerEnterprise) { ComponentsZh = ComponentsZh, ComponentsEn = ComponentsEn };

    public void Change(BenefitKindFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("benefit-kind.changed", now, by);
    }

    private void Take(BenefitKindFacts facts)
    {
        Refusal.Unless(facts.QuantityPerGrant > 0, "benefit.quantity-not-positive");
        (NameZh, NameEn, UnitZh, UnitEn) = (facts.NameZh, facts.NameEn, facts.UnitZh, facts.UnitEn);
        (QuantityPerGrant, OncePerEnterprise) = (facts.QuantityPerGrant, facts.OncePerEnterprise);
        (ComponentsZh, ComponentsEn) = (facts.ComponentsZh, facts.ComponentsEn);
    }
}

/// <summary>Where the money comes from.</summary>
public sealed class BenefitFund : Entity
{
    private BenefitFund()
    {
    }

    public BenefitFund(Guid centreId, string code, BenefitFundFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        (Code, NameZh, NameEn) = (code, facts.NameZh, facts.NameEn);
        Happened("benefit-fund.added", now, by, new { code });
    }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public BenefitFundFacts Facts => new(NameZh, NameEn);

    public void Change(BenefitFundFacts facts, DateTime now, Actor by)
    {
        (NameZh, NameEn) = (facts.NameZh, facts.NameEn);
        Happened("benefit-fund.changed", now, by);
    }
}

public sealed record BenefitFundFacts(string NameZh, string NameEn);
