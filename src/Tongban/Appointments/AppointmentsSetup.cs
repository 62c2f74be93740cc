namespace Tongban.Appointments;

public static class AppointmentsSetup
{
    public static void AddAppointments(this IServiceCollection services)
    {
        services.AddScoped<Booking>();
    }

    public static void MapAppointments(this IEndpointRouteBuilder app)
    {
    }
}
