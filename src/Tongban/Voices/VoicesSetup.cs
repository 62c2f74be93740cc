using Tongban.Citizens;
using Tongban.Shared.Setup;
using Tongban.Voices.Giving;

namespace Tongban.Voices;

public static class VoicesSetup
{
    public static void AddVoices(this IServiceCollection services)
    {
        services.AddSingleton(all => VoiceRules.Parse(File.ReadAllText(Path.Combine(ShippedData.Folder("codes"), "voice-rules.json")), all.GetRequiredService<IConfiguration>()));
        services.AddScoped<VoiceNumbers>();
        services.AddScoped<VoiceFiles>();
        services.AddScoped<VoiceMessages>();
        services.AddScoped<VoiceOpening>();
        services.AddScoped<VoicesInSight>();
        services.AddScoped<VoiceWork>();
        services.AddScoped<CallingBack>();
        services.AddScoped<VoiceDuties>();
        services.AddScoped<VoiceAccess>();
        services.AddScoped<VoiceLooking>();
        services.AddScoped<SaidAlready>();
        services.AddScoped<GivenAnswers>();
        services.AddScoped<Desk.VoiceViews>();
        services.AddScoped<Hotline.CallerHistories>();
        services.AddScoped<Hotline.Answering>();
        services.AddScoped<Hotline.ForgottenCalls>();
        services.AddScoped<IOwnMatters, OwnVoices>();
        services.AddOptions<Mail.MailboxSettings>().BindConfiguration("Tongban:Mailbox");
        services.AddScoped<Mail.MailIntake>();
        services.AddSingleton<Mail.Mailbox>();
        services.AddScoped<Open311.GeoReportRequests>();
        services.AddScoped<Open311.GeoReportKeys>();
        services.AddHostedService<VoiceDutiesWork>();
        services.AddHostedService<Hotline.ForgottenCallsWork>();
        services.AddHostedService<Mail.MailboxWork>();
    }

    public static void MapVoices(this IEndpointRouteBuilder app)
    {
        app.MapVoiceFiles();
        Open311.GeoReport.Map(app);
    }
}
