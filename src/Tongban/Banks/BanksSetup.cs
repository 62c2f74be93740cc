using Tongban.Banks.Desk;
using Tongban.Catalogue.Importing;
using Tongban.Importing;

namespace Tongban.Banks;

public static class BanksSetup
{
    public static void AddBanks(this IServiceCollection services)
    {
        services.AddScoped<Waiving>();
        services.AddScoped<Lending>();
        services.AddScoped<WaiverSums>();
        services.AddScoped<OwnBank>();
        services.AddScoped<IImportFile, WaiversFile>();
        services.AddScoped<IDistrictPart, BanksPart>();
    }
}
