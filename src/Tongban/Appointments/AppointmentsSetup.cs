using Tongban.Appointments.Allotting;
using Tongban.Appointments.Caps;
using Tongban.Appointments.Closing;
using Tongban.Appointments.Credit;
using Tongban.Appointments.Desk;
using Tongban.Appointments.Online;
using Tongban.Appointments.Online.Booked;
using Tongban.Appointments.Online.Choosing;
using Tongban.Appointments.Online.Holding;
using Tongban.Appointments.Planning;
using Tongban.Appointments.Releasing;
using Tongban.Appointments.WaitingList;
using Tongban.Appointments.WaitingRoom;
using Tongban.Citizens;
using Tongban.Shared.Rush;

namespace Tongban.Appointments;

public static class AppointmentsSetup
{
    /// <summary>Slots, bookings and the pages and timers around them; citizens' accounts come with them.</summary>
    public static void AddAppointments(this IServiceCollection services)
    {
        services.AddCitizens();
        services.AddOptions<BookingPolicy>().BindConfiguration("Tongban:Booking");
        services.AddSingleton<BookingQr>();
        services.AddSingleton<RecentlyFree>();
        services.AddSingleton<PublicOffers>();
        services.AddHostedService<BookingTimers>();
        services.AddHostedService<WaitingTimers>();
        WaitingRoom(services);
        Activities(services);
        Readers(services);
    }

    public static void MapAppointments(this IEndpointRouteBuilder app)
    {
        app.MapCitizens();
        app.MapPlacesApi();
        app.MapBookingsApi();
        app.MapWaitingRoomApi();
        app.MapWaitingApi();
        app.MapGet("/bookings/{token}/calendar.ics", CalendarFile.GetAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static void WaitingRoom(IServiceCollection services)
    {
        services.AddGroupCommit<Join, Entry, JoinBatch>();
        services.AddSingleton<EntranceRates>();
        services.AddSingleton<JoinLimit>();
        services.AddSingleton<EntrySeal>();
        services.AddScoped<Entering>();
    }

    private static void Activities(IServiceCollection services)
    {
        services.AddScoped<Releases>();
        services.AddScoped<LastStarts>();
        services.AddScoped<DeviceHolds>();
        services.AddScoped<BrowserDevice>();
        services.AddScoped<SlotPlanning>();
        services.AddScoped<Wishes>();
        services.AddScoped<DeadHolds>();
        services.AddScoped<Places>();
        services.AddScoped<CoolingPlaces>();
        services.AddScoped<Taking>();
        services.AddScoped<GivingBack>();
        services.AddScoped<Moving>();
        services.AddScoped<Exemptions>();
        services.AddScoped<PersonLimits>();
        services.AddScoped<HoldBatch>();
        services.AddGroupCommit<Hold, Held, HoldBatch>();
        services.AddGroupCommit<Book, Confirmed, BookBatch>();
        services.AddGroupCommit<JoinList, OnList, JoinListBatch>();
        services.AddScoped<Booking>();
        services.AddScoped<BookingNotes>();
        services.AddScoped<BookingTidying>();
        services.AddScoped<Confirming>();
        services.AddScoped<KeptHold>();
        services.AddScoped<Closings>();
        services.AddScoped<Conflicts>();
        services.AddScoped<HallThere>();
        services.AddScoped<Proposals>();
        services.AddScoped<Registering>();
        services.AddScoped<WaitingLine>();
        services.AddScoped<WaitingNotes>();
        services.AddScoped<WaitingWishes>();
        services.AddScoped<Offering>();
    }

    private static void Readers(IServiceCollection services)
    {
        services.AddSingleton<NextInWords>();
        services.AddSingleton<Online.DayInWords>();
        services.AddScoped<BookableItems>();
        services.AddScoped<ManagedSites>();
        services.AddSingleton<KnownHours>();
        services.AddScoped<SlotHoursReader>();
        services.AddScoped<MovableTimes>();
        services.AddScoped<GroupAreas>();
        services.AddScoped<SlotRests>();
        services.AddScoped<UsablePlaces>();
        services.AddScoped<Offers>();
        services.AddScoped<WaitingReader>();
        services.AddScoped<PlacesBoard>();
        services.AddScoped<GuideAnswers>();
        services.AddScoped<Choices>();
        services.AddScoped<BookingReader>();
        services.AddScoped<BookingLookup>();
        services.AddScoped<NearestPlaces>();
    }
}
