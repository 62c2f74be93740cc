using Microsoft.EntityFrameworkCore.Diagnostics;
using Tongban.Partners.Access;
using Tongban.Partners.Calls;
using Tongban.Partners.Desk;
using Tongban.Partners.Exchange;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Api;
using Tongban.Shared.Rush;

namespace Tongban.Partners;

public static class PartnersSetup
{
    /// <summary>The systems of bodies outside: how they come in, what they may do, and how they are told.</summary>
    public static void AddPartners(this IServiceCollection services)
    {
        services.AddPartnerAccess();
        services.AddOptions<WebhookSettings>().BindConfiguration("Tongban:Partners");
        services.AddSingleton<WebhookRules>();
        services.AddSingleton<PartnerSecrets>();
        services.AddSingleton<PartnerEvents>();
        services.AddSingleton<ISaveChangesInterceptor>(all => all.GetRequiredService<PartnerEvents>());
        services.AddSingleton<ITellsOfFacts>(all => all.GetRequiredService<PartnerEvents>());
        services.AddScoped<PartnerAdministration>();
        services.AddScoped<PartnerSteps>();
        services.AddScoped<PartnerAnswers>();
        services.AddScoped<PartnerWrites>();
        services.AddScoped<PartnerParcels>();
        services.AddScoped<ExchangeRecords>();
        services.AddScoped<Reconciliation>();
        services.AddScoped<Receiving>();
        services.AddSingleton<RatingEvents>();
        services.AddScoped<RatingRecords>();
        services.AddScoped<RatingsReconciliation>();
        services.AddScoped<ProvinceRatings>();
        services.AddScoped<RatingsPull>();
        services.AddHostedService<RatingsPullWork>();
        services.AddScoped<WebhookMessages>();
        services.AddScoped<WebhookSending>();
        services.AddScoped<WebhookDelivery>();
        services.AddScoped<SendingAgain>();
        services.AddScoped<PartnerAlerts>();
        services.AddHostedService<WebhookTimer>();
        WebhookClient.Add(services);
    }

    public static void MapPartners(this IEndpointRouteBuilder app)
    {
        app.MapPost(PartnerTokens.Address, PartnerTokens.IssueAsync).ForAnybody();
        app.MapPartnerSteps();
        app.MapPartnerWork();
        app.MapPartnerBank();
        app.MapPartnerPost();
        app.MapExchange();
    }
}
