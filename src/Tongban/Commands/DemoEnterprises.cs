using Tongban.Enterprises;
using Tongban.Kernel;

namespace Tongban.Commands;

/// <summary>Three made-up enterprises of the days before a demonstration begins, so that its benefits and bank desks have whom to serve.</summary>
internal static class DemoEnterprises
{
    private static readonly (string Uscc, string Name, EnterpriseType Type, string Industry, int DaysAgo, string LegalRep, string IdNumber)[] All =
    [
        ("91410100MA0Y90015E", "郑州天地玄黄商贸有限公司", EnterpriseType.Company, "F", 6, "许为霜", "410104188402288014"),
        ("92410100MA0Y900236", "郑州市郑东新区云腾致雨餐饮店", EnterpriseType.Individual, "H", 4, "范得能", "410102188506178028"),
        ("91410100MA0Y900314", "郑州寒来暑往信息技术有限公司", EnterpriseType.SoleCompany, "I", 1, "蒋致雨", "410105188611098037"),
    ];

    public static async Task RegisterAsync(Registering registering, DateTime now, CancellationToken stop)
    {
        foreach (var (uscc, name, type, industry, daysAgo, legalRep, idNumber) in All)
        {
            var facts = new EnterpriseFacts(UnifiedSocialCreditCode.Parse(uscc), name, type, now.AddDays(-daysAgo), RegistrationChannel.Online, industry, 50, InFtz: true, OfficeSiteId: null, new(legalRep, idNumber));
            await registering.RegisterAsync(facts, Actor.System, stop);
        }
    }
}
