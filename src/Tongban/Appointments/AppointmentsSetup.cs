using Tongban.Appointments.Planning;
using Tongban.Citizens;

namespace Tongban.Appointments;

public static class AppointmentsSetup
{
    public static void AddAppointments(this IServiceCollection services)
    {
        services.AddCitizens();
        services.AddOptions<BookingPolicy>().BindConfiguration("Tongban:Booking");
        services.AddScoped<SlotPlanning>();
        services.AddScoped<BookableItems>();
        services.AddScoped<Wishes>();
        services.AddScoped<DeadHolds>();
        services.AddScoped<Places>();
        services.AddScoped<PersonLimits>();
        services.AddScoped<Booking>();
        services.AddScoped<Offers>();
        services.AddScoped<PlacesBoard>();
        services.AddScoped<BookingTidying>();
        services.AddSingleton<BookingQr>();
        services.AddHostedService<BookingTimers>();
    }

    public static void MapAppointments(this IEndpointRouteBuilder app)
    {
    }
}
