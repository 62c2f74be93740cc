using System.Globalization;

namespace Tongban.Kernel;

/// <summary>
/// An amount of renminbi in whole fen; may be negative. Never a floating number; a sum that does not fit in a
/// <see cref="long"/> overflows loudly.
/// </summary>
/// <param name="Fen">A hundredth of a yuan, as it is stored.</param>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    private const int FenInYuan = 100;
    private const int FenInWan = 1_000_000;

    // Far above any budget and far below a long's end: the text is a mistake.
    private const decimal MostYuan = 1_000_000_000_000_000m;

    public static Money Zero => default;

    public static Money FromYuan(long yuan) => new(checked(yuan * FenInYuan));

    /// <summary>Reads yuan: <c>80</c>, <c>80.5</c>, <c>80.00</c>, <c>-3.20</c>. Refuses with <c>money.format</c>, a third decimal too.</summary>
    public static Money ParseYuan(string? typed)
    {
        var read = decimal.TryParse(Typed.Clean(typed), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan);
        Refusal.Unless(read && Math.Abs(yuan) <= MostYuan && decimal.IsInteger(yuan * FenInYuan), "money.format");

        return new Money((long)(yuan * FenInYuan));
    }

    public static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Zero, (sum, amount) => sum + amount);

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));

    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));

    public static Money operator -(Money a) => new(checked(-a.Fen));

    public static Money operator *(Money price, long count) => new(checked(price.Fen * count));

    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;

    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;

    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;

    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>In yuan with both decimals: <c>80.00</c>.</summary>
    public string ToYuanText() => Exact(FenInYuan, "0.00");

    /// <summary>In yuan, decimals only where there are fen: <c>80</c>, <c>12.50</c>.</summary>
    public string ToShortYuanText() => Fen % FenInYuan == 0 ? Exact(FenInYuan, "0") : ToYuanText();

    /// <summary>In 万元 as reports print it, exact: four decimals, more only where they are needed: <c>317.7786</c>.</summary>
    public string ToWanYuanText() => Exact(FenInWan, "0.0000##");

    public override string ToString() => ToYuanText();

    private string Exact(int unit, string format) => (Fen / (decimal)unit).ToString(format, CultureInfo.InvariantCulture);
}
