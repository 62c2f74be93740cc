using Tongban.Appointments;
using Tongban.Banks;
using Tongban.Benefits;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Commands;
using Tongban.Devices;
using Tongban.Enterprises;
using Tongban.Gate;
using Tongban.Halls;
using Tongban.Home;
using Tongban.Importing;
using Tongban.Licences;
using Tongban.Mending;
using Tongban.Network;
using Tongban.Notices;
using Tongban.OneThing;
using Tongban.Partners;
using Tongban.Queue;
using Tongban.Ratings;
using Tongban.Voices;
using Tongban.Windows;

namespace Tongban.Shared.Setup;

/// <summary>Each feature's services and endpoints, one line a feature.</summary>
public static class Features
{
    public static void AddFeatures(this IServiceCollection services)
    {
        services.AddScoped<DemoDistrict>();
        services.AddScoped<DemoVoices>();
        services.AddHome();
        services.AddNetwork();
        services.AddCatalogue();
        services.AddNotices();
        services.AddAppointments();
        services.AddGate();
        services.AddQueue();
        services.AddWindows();
        services.AddHalls();
        services.AddDevices();
        services.AddCases();
        services.AddOneThing();
        services.AddLicences();
        services.AddRatings();
        services.AddMending();
        services.AddVoices();
        services.AddImporting();
        services.AddEnterprises();
        services.AddBenefits();
        services.AddBanks();
        services.AddPartners();
    }

    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        app.MapHome();
        app.MapNetwork();
        app.MapCatalogue();
        app.MapNotices();
        app.MapAppointments();
        app.MapGate();
        app.MapQueue();
        app.MapWindows();
        app.MapHalls();
        app.MapDevices();
        app.MapCases();
        app.MapOneThing();
        app.MapLicences();
        app.MapRatings();
        app.MapPartners();
        app.MapMending();
        app.MapVoices();
    }
}
