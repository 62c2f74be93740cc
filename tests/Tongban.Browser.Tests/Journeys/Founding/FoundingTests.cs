using Tongban.Browser.Tests.Harness;

namespace Tongban.Browser.Tests.Journeys.Founding;

/// <summary>A server of this journey's own: it calls numbers and decides cases.</summary>
public sealed class FoundingServer : OwnServer;

/// <summary>Journey A: a company is founded, from the guide to the rating. Everybody has a browser of their own.</summary>
public sealed class FoundingTests(FoundingServer own, SharedServer shared, Browsers browsers)
    : BrowserTest(shared, browsers), IClassFixture<FoundingServer>
{
    private const string Number = "A001";
    private const string Window = "5";
    private static readonly Screen Tablet = new(1280, 800, Touch: true);

    [Fact]
    public async Task A_company_is_founded_from_the_guide_to_the_rating()
    {
        var citizen = new Citizen(await OpenAsync(Screen.Phone, own.Server), own.Server);
        await citizen.FindWhatToBringAsync();
        var booking = await citizen.BookAsync();

        var printed = await ComeInAsync(booking.Qr, booking.Code);
        await citizen.OpenTicketAsync(Number, printed);

        var wall = new Wall(await OpenAsync(Screen.Wall, own.Server));
        await wall.HangUpAsync();
        var clerk = new Clerk(await OpenAsync(Screen.Desktop, own.Server));
        await ServedAsync(citizen, clerk, wall);

        await citizen.SupplementAsync(clerk.Told);
        await clerk.AcceptAsync();
        await citizen.SeesTheClockAsync();

        await DecidedAsync();
        await citizen.DownloadAsync(Officer.Licence);
        await citizen.RateAsync();
    }

    // The guard's scanner types what it reads; the kiosk finds the same number again and prints it.
    private async Task<string> ComeInAsync(string qr, string code)
    {
        var gate = new Gate(await OpenAsync(Tablet, own.Server));
        await gate.ScanAsync(qr, Number);
        var kiosk = new Kiosk(await OpenAsync(Screen.Kiosk, own.Server));
        return await kiosk.CheckInAsync(code, Number);
    }

    private static async Task ServedAsync(Citizen citizen, Clerk clerk, Wall wall)
    {
        await wall.WaitsAsync(1);
        await clerk.OpenWindowAsync(Window);
        await clerk.CallAsync(Number);
        await wall.CallsAsync(Number, Window);
        await citizen.IsCalledToAsync(Window);
        await wall.WaitsAsync(0);
        await clerk.TellWhatIsMissingAsync();
        await clerk.FinishAsync();
        await citizen.IsDoneAtWindowAsync();
        Assert.True(await wall.HasStayedAsync(), "The wall was loaded anew.");
    }

    private async Task DecidedAsync()
    {
        var examiner = new Officer(await OpenAsync(Screen.Desktop, own.Server));
        await examiner.ExamineAsync();
        var leader = new Officer(await OpenAsync(Screen.Desktop, own.Server));
        await leader.DecideAsync();
    }
}
