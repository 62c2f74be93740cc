namespace Tongban.Importing;

public static class ImportingSetup
{
    public static void AddImporting(this IServiceCollection services) => services.AddSingleton<YearImport>();
}
