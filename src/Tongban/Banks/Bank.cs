using Tongban.Kernel;

namespace Tongban.Banks;

/// <summary>A bank of the financial service station (金融服务驿站): a partner with a window in the hall.</summary>
public sealed class Bank : Entity
{
    public const int MaxName = 100;

    private Bank()
    {
    }

    public Bank(Guid centreId, string code, BankFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        Take(facts);
        Happened("bank.added", now, by, new { code });
    }

    public string Code { get; private set; } = "";

    /// <summary>Its staff are posted in this department of the hall, and see this bank only.</summary>
    public Guid DepartmentId { get; private set; }

    public Guid? WindowId { get; private set; }

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public BankFacts Facts => new(DepartmentId, WindowId, NameZh, NameEn);

    public void Change(BankFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("bank.changed", now, by);
    }

    private void Take(BankFacts facts) => (DepartmentId, WindowId, NameZh, NameEn) = (facts.DepartmentId, facts.WindowId, facts.NameZh, facts.NameEn);
}

public sealed record BankFacts(Guid DepartmentId, Guid? WindowId, string NameZh, string NameEn);

/// <summary>From when until when something holds; without an end until further notice.</summary>
public sealed record Validity(DateOnly? From, DateOnly? Through)
{
    public bool Holds(DateOnly day) => (From is null || From <= day) && (Through is null || day <= Through);
}

/// <summary>Something that a bank offers: an account, online banking.</summary>
public sealed class BankProduct : Entity
{
    private BankProduct()
    {
    }

    public BankProduct(Guid centreId, Guid bankId, string code, ProductFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        (BankId, Code, NameZh, NameEn) = (bankId, code, facts.NameZh, facts.NameEn);
        Happened("bank-product.added", now, by, new { code });
    }

    public Guid BankId { get; private set; }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public ProductFacts Facts => new(NameZh, NameEn);

    public void Change(ProductFacts facts, DateTime now, Actor by)
    {
        (NameZh, NameEn) = (facts.NameZh, facts.NameEn);
        Happened("bank-product.changed", now, by);
    }
}

public sealed record ProductFacts(string NameZh, string NameEn);

/// <summary>A fee that a bank waives for enterprises that are new here.</summary>
public sealed class WaivedFee : Entity
{
    private WaivedFee()
    {
    }

    public WaivedFee(Guid centreId, Guid bankId, string code, FeeFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        (BankId, Code) = (bankId, code);
        Take(facts);
        Happened("waived-fee.added", now, by, new { code, AmountFen });
    }

    public Guid BankId { get; private set; }

    /// <summary>Unique within the bank.</summary>
    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>What it costs whoever is not exempt.</summary>
    public long AmountFen { get; private set; }

    public DateOnly? ValidFrom { get; private set; }

    public DateOnly? ValidThrough { get; private set; }

    public Validity Validity => new(ValidFrom, ValidThrough);

    public FeeFacts Facts => new(NameZh, NameEn, AmountFen, Validity);

    public void Change(FeeFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("waived-fee.changed", now, by, new { AmountFen });
    }

    private void Take(FeeFacts facts)
    {
        Refusal.Unless(facts.AmountFen > 0, "bank.amount-not-positive");
        (NameZh, NameEn, AmountFen) = (facts.NameZh, facts.NameEn, facts.AmountFen);
        (ValidFrom, ValidThrough) = (facts.Validity.From, facts.Validity.Through);
    }
}

public sealed record FeeFacts(string NameZh, string NameEn, long AmountFen, Validity Validity);

/// <summary>Credit on better terms, for some kinds of enterprises.</summary>
public sealed class CreditOffer : Entity
{
    private CreditOffer()
    {
    }

    public CreditOffer(Guid centreId, Guid bankId, string code, OfferFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        (BankId, Code) = (bankId, code);
        Take(facts);
        Happened("credit-offer.added", now, by, new { code });
    }

    public Guid BankId { get; private set; }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public string ForZh { get; private set; } = "";

    public string ForEn { get; private set; } = "";

    /// <summary>How much less than usual the rate is, in hundredths of a percent.</summary>
    public int RateDiscountBp { get; private set; }

    public long MaxAmountFen { get; private set; }

    public DateOnly? ValidFrom { get; private set; }

    public DateOnly? ValidThrough { get; private set; }

    public Validity Validity => new(ValidFrom, ValidThrough);

    public OfferFacts Facts => new(NameZh, NameEn, ForZh, ForEn, RateDiscountBp, MaxAmountFen, Validity);

    public void Change(OfferFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("credit-offer.changed", now, by);
    }

    private void Take(OfferFacts facts)
    {
        (NameZh, NameEn, ForZh, ForEn) = (facts.NameZh, facts.NameEn, facts.ForZh, facts.ForEn);
        (RateDiscountBp, MaxAmountFen) = (facts.RateDiscountBp, facts.MaxAmountFen);
        (ValidFrom, ValidThrough) = (facts.Validity.From, facts.Validity.Through);
    }
}

public sealed record OfferFacts(string NameZh, string NameEn, string ForZh, string ForEn, int RateDiscountBp, long MaxAmountFen, Validity Validity);
