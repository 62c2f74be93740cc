using Microsoft.Extensions.DependencyInjection;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Tests.Enterprises;

/// <summary>Enterprises that nobody has, with codes that check.</summary>
internal static class MadeEnterprises
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] Organisation = [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The same number, the same code.</summary>
    public static string Uscc(int number)
    {
        var eight = $"MA0Y{number:0000}";
        var sum = eight.Select((c, i) => (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10) * Organisation[i]).Sum();
        var check = (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
        var all = $"91410100{eight}{check}";
        return all + Alphabet[(31 - (all.Select((c, i) => Alphabet.IndexOf(c, StringComparison.Ordinal) * Weights[i]).Sum() % 31)) % 31];
    }

    public static EnterpriseFacts Facts(int number, DateTime registeredAt, string? name = null) => new(
        UnifiedSocialCreditCode.Parse(Uscc(number)), name ?? $"郑州测试{number}号有限公司", EnterpriseType.Company, registeredAt, RegistrationChannel.Online, "F", 50, true, null, new("许为霜", "410104188402285665"));

    /// <summary>Registered a week ago.</summary>
    public static Task<Enterprise> RegisterAsync(TongbanApp app, int number, string? name = null) => app.WithAsync(async services =>
    {
        await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsync();
        var enterprise = await services.GetRequiredService<Registering>().RegisterAsync(Facts(number, app.Clock.Now.AddDays(-7), name), Actor.System);
        await transaction.CommitAsync();
        return enterprise;
    });
}
