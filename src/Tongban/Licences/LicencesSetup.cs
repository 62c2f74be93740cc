using Tongban.Licences.Printing;
using Tongban.Licences.Signing;
using Tongban.Licences.Verifying;

namespace Tongban.Licences;

public static class LicencesSetup
{
    public static void AddLicences(this IServiceCollection services)
    {
        services.AddOptions<SigningSettings>().BindConfiguration("Tongban:Signing");
        services.AddOptions<PdfSettings>().BindConfiguration("Tongban:Pdf");
        services.AddOptions<PublicAddress>().Configure<IConfiguration>((address, configuration) => address.Value = configuration["Tongban:PublicAddress"]);
        services.AddSingleton<SigningCertificate>();
        services.AddSingleton<PdfFonts>();
        services.AddSingleton<PdfSigner>();
        services.AddScoped<WantedPapers>();
        services.AddScoped<Issuing>();
        services.AddScoped<LicencesInSight>();
        services.AddScoped<LicenceViews>();
        services.AddScoped<PaperHtml>();
        services.AddScoped<PaperMaking>();
        services.AddScoped<PlainPaper>();
        services.AddScoped<PaperDuties>();
        services.AddScoped<SignedPapers>();
        services.AddScoped<SignedPapersApi.Sending>();
        services.AddScoped<Verification>();
        services.AddScoped<PaperCheck>();
        services.AddHostedService<PaperWork>();
        Lookups.Add(services);
    }

    public static void MapLicences(this IEndpointRouteBuilder app)
    {
        app.MapSignedPapers();
        app.MapVerifications();
    }
}
