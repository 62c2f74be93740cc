using Tongban.Importing;

namespace Tongban.Enterprises;

public static class EnterprisesSetup
{
    public static void AddEnterprises(this IServiceCollection services)
    {
        services.AddScoped<Registering>();
        services.AddScoped<IImportFile, EnterprisesFile>();
    }
}
