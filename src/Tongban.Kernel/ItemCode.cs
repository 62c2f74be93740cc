using System.Diagnostics.CodeAnalysis;

namespace Tongban.Kernel;

/// <summary>Which numbering an item's code follows; both are alive. Stored by name.</summary>
public enum ItemCodeScheme
{
    /// <summary>10 and 24 characters, as GB/T 39046-2020 still states.</summary>
    TenAndTwentyFour,

    /// <summary>12, 31 and 33 characters, the national catalogue's (GB/T 39554.1-2020).</summary>
    TwelveAndThirtyOne,
}

/// <summary>How much an item's code says. Stored by name.</summary>
public enum ItemCodeKind
{
    /// <summary>基本编码: the matter, for the whole country or province.</summary>
    Base,

    /// <summary>实施编码: the matter as one body carries it out.</summary>
    Implementation,

    /// <summary>业务办理项编码: one of its variants.</summary>
    Variant,
}

/// <summary>
/// The code of a government-service item; its length says scheme and kind. 31 characters are the body's
/// <see cref="UnifiedSocialCreditCode"/>, the level of exercise and the base code; 33 add a variant's two digits.
/// </summary>
/// <remarks>
/// Refusals: <c>item-code.length</c>, <c>item-code.character</c>, <c>item-code.body</c> (its check digits),
/// <c>item-code.level</c> (1 to 7, GB/T 39046-2020 A.2). The inner parts of 24 characters are not published, so none are read.
/// </remarks>
public sealed record ItemCode
{
    public const int MaxLength = VariantLength;

    private const int ImplementationLength = 31;
    private const int VariantLength = 33;
    private const int BodyLength = UnifiedSocialCreditCode.Length;

    private ItemCode(string value) => Value = value;

    /// <summary>The code as it is stored, upper case.</summary>
    public string Value { get; }

    public ItemCodeScheme Scheme => Value.Length is 10 or 24 ? ItemCodeScheme.TenAndTwentyFour : ItemCodeScheme.TwelveAndThirtyOne;

    public ItemCodeKind Kind => Value.Length switch
    {
        10 or 12 => ItemCodeKind.Base,
        24 or ImplementationLength => ItemCodeKind.Implementation,
        _ => ItemCodeKind.Variant,
    };

    /// <summary>The body that carries the item out (实施主体); null where the code does not say.</summary>
    public UnifiedSocialCreditCode? Body => HasParts ? UnifiedSocialCreditCode.Parse(Value[..BodyLength]) : null;

    /// <summary>行使层级, 1 national to 6 village, 7 shared; null where the code does not say.</summary>
    public int? Level => HasParts ? Value[BodyLength] - '0' : null;

    /// <summary>The 基本编码; null where the code does not say.</summary>
    public string? BaseCode => Kind == ItemCodeKind.Base ? Value : HasParts ? Value[(BodyLength + 1)..ImplementationLength] : null;

    /// <summary>The 31 characters of the item as its body carries it out; null where the code does not say.</summary>
    public string? ImplementationCode => HasParts ? Value[..ImplementationLength] : null;

    private bool HasParts => Value.Length >= ImplementationLength;

    public static ItemCode Parse(string? typed)
    {
        var text = Typed.Clean(typed);
        var wrong = WrongIn(text);

        return wrong is null ? new ItemCode(text) : throw new Refusal(wrong);
    }

    public static bool TryParse(string? typed, [NotNullWhen(true)] out ItemCode? code)
    {
        var text = Typed.Clean(typed);
        code = WrongIn(text) is null ? new ItemCode(text) : null;

        return code is not null;
    }

    public override string ToString() => Value;

    private static string? WrongIn(string text) =>
        text.Length is not (10 or 12 or 24 or ImplementationLength or VariantLength) ? "item-code.length"
        : !Typed.IsLettersOrDigits(text) ? "item-code.character"
        : text.Length < ImplementationLength ? null
        : !UnifiedSocialCreditCode.TryParse(text[..BodyLength], out _) ? "item-code.body"
        : text[BodyLength] is < '1' or > '7' ? "item-code.level"
        : null;
}
