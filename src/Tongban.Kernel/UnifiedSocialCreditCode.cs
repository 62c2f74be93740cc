namespace Tongban.Kernel;

/// <summary>
/// 统一社会信用代码 of a legal person or other organisation, GB 32100-2015: 18 characters, the last a check digit over
/// all; characters 9 to 17 are the organisation's code (GB 11714) with a check digit of its own.
/// </summary>
/// <remarks>
/// Refusals: <c>uscc.length</c>, <c>uscc.character</c> (I, O, S, V, Z and anything else outside the alphabet, or a
/// letter in the division), <c>uscc.check-digit</c> (either of the two).
/// </remarks>
public sealed record UnifiedSocialCreditCode
{
    public const int Length = 18;

    // The characters in the order of their values; the letters that read like digits are left out.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private UnifiedSocialCreditCode(string value) => Value = value;

    /// <summary>The code as it is stored: 18 characters, upper case.</summary>
    public string Value { get; }

    /// <summary>The division of the registering body, six digits of GB/T 2260.</summary>
    public string Division => Value[2..8];

    /// <summary>An enterprise, registered with market supervision (登记管理部门代码 9, GB 32100 table 1); not an authority or an institution.</summary>
    public bool IsOfEnterprise => Value[0] == '9';

    /// <summary>The former 组织机构代码, nine characters.</summary>
    public string OrganisationCode => Value[8..17];

    public static UnifiedSocialCreditCode Parse(string? typed)
    {
        var text = Typed.Clean(typed);
        var wrong = WrongIn(text);

        return wrong is null ? new UnifiedSocialCreditCode(text) : throw new Refusal(wrong);
    }

    public static bool TryParse(string? typed, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out UnifiedSocialCreditCode? code)
    {
        var text = Typed.Clean(typed);
        code = WrongIn(text) is null ? new UnifiedSocialCreditCode(text) : null;

        return code is not null;
    }

    public override string ToString() => Value;

    private static string? WrongIn(string text) =>
        text.Length != Length ? "uscc.length"
        : !text.All(Alphabet.Contains) || !Typed.IsDigits(text[2..8]) ? "uscc.character"
        : text[16] != OrganisationCheck(text[8..16]) || text[17] != Check(text[..17]) ? "uscc.check-digit"
        : null;

    private static char Check(string first17) =>
        Alphabet[(31 - (first17.Select((c, i) => Alphabet.IndexOf(c, StringComparison.Ordinal) * Weights[i]).Sum() % 31)) % 31];

    private static char OrganisationCheck(string first8) =>
        (11 - (first8.Select((c, i) => Typed.ValueOf(c)!.Value * OrganisationWeights[i]).Sum() % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
}
