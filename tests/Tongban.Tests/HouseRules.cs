namespace Tongban.Tests;

/// <summary>The tables of <see cref="HouseRulesTests"/>: each line is a decision, made here and nowhere else.</summary>
internal static class HouseRules
{
    /// <summary>Tables of ours that belong to no centre: caps and accounts bind a person over all of them.</summary>
    public static IReadOnlyList<string> PlatformTables { get; } = ["allowance", "citizen_account", "one_time_code"];

    /// <summary>Folders that anybody may use.</summary>
    public static IReadOnlyList<string> Everybodys { get; } = ["Kernel", "Shared", "People"];

    /// <summary>Folders that put the others together.</summary>
    public static IReadOnlyList<string> SeesAll { get; } = ["Shared", "Commands"];

    /// <summary>Activities that change rows by a guarded statement, and why.</summary>
    public static IReadOnlyDictionary<string, string> Contended { get; } = new Dictionary<string, string>
    {
        ["Appointments/Allotting/CoolingPlaces.cs"] = "places that cool, freed or handed on by whoever holds the slot",
        ["Appointments/Allotting/DeadHolds.cs"] = "expired holds, freed by whoever touches the slot first",
        ["Appointments/Allotting/Places.cs"] = "the last place of a slot",
        ["Appointments/WaitingRoom/Entrance.cs"] = "the next instant that is promised to nobody",
        ["Citizens/Allowance.cs"] = "caps that bind a person across centres",
        ["Citizens/OneTimeCodes.cs"] = "attempts at a one-time code",
        ["Commands/RestoreCommand.cs"] = "an empty schema to restore into",
        ["Devices/DevicesSeen.cs"] = "being alive is not a move",
        ["Devices/Pairing.cs"] = "codes that nobody bound in time",
        ["Gate/ZoneCount.cs"] = "people inside a zone",
        ["Notices/Delivery.cs"] = "one sender takes a message",
        ["Queue/NumberSeries.cs"] = "a series of numbers",
        ["Shared/Data/RowLocks.cs"] = "rows that a batch is about to change",
        ["Shared/Data/YoungTables.cs"] = "no row at all: the statistics of tables that have grown",
        ["Shared/Rush/RequestKeyRows.cs"] = "one answer to one request key, for a batch",
        ["Shared/Writes/OneWrite.cs"] = "one answer to one request key",
    };

    /// <summary>Handlers of forms that <c>DoublePressTests</c> does not press, and why.</summary>
    public static IReadOnlyDictionary<string, string> PressedOtherwise { get; } = new Dictionary<string, string>
    {
        ["/Appointments/Online/Holding/Code OnPost"] = "an attempt counts although it is refused; OnlineBookingTests confirms twice at once",
        ["/Appointments/Online/Holding/Code OnPostAgain"] = "the codes' own pause refuses the second",
        ["/Appointments/Online/Booked/Mine OnPostSignOut"] = "signing out twice is signing out",
        ["/Cases/Accepting/List OnPost"] = "looks something up; a number of a person stands in no address",
        ["/Cases/Progress/Find OnPost"] = "looks something up; tries are counted",
        ["/Appointments/WaitingList/Verify OnPost"] = "an attempt counts although it is refused; WaitingListTests joins twice at once",
        ["/Appointments/WaitingList/Verify OnPostAgain"] = "the codes' own pause refuses the second",
        ["/Citizens/SignInCode OnPostAgain"] = "the codes' own pause refuses the second",
        ["/Citizens/SignInCode OnPost"] = "an attempt counts although it is refused",
        ["/People/SigningIn/SignIn OnPost"] = "signs in; tries are counted",
        ["/People/SigningIn/SignInCode OnPost"] = "signs in; tries are counted",
        ["/People/SigningIn/SignOut OnPost"] = "signing out twice is signing out",
        ["/Halls/Profiles/Edit OnPostPreview"] = "shows a line and changes nothing",
        ["/Ratings/Giving/Find OnPostCase"] = "looks something up",
        ["/Ratings/Giving/Find OnPostTicket"] = "looks something up",
    };

    /// <summary>Pages with a form that carries no key, for the reasons above.</summary>
    public static IReadOnlyDictionary<string, string> FormsWithoutKey { get; } = new Dictionary<string, string>
    {
        ["Appointments/Online/_Code.cshtml"] = "counts attempts",
        ["Appointments/Online/Booked/Mine.cshtml"] = "signs out",
        ["Cases/Accepting/List.cshtml"] = "looks up",
        ["Cases/Progress/Find.cshtml"] = "counts tries",
        ["Citizens/SignInCode.cshtml"] = "counts attempts",
        ["People/SigningIn/SignIn.cshtml"] = "counts tries",
        ["People/SigningIn/SignInCode.cshtml"] = "counts tries",
        ["People/SigningIn/SignOut.cshtml"] = "signs out",
        ["People/Start.cshtml"] = "signs out",
        ["Ratings/Giving/Find.cshtml"] = "looks up",
        ["Shared/Layouts/_Person.cshtml"] = "signs out",
    };

    /// <summary>Writes that thousands send in the same minute, in one transaction with whoever sends the same then: pages by class and handler, the API by name.</summary>
    public static IReadOnlyList<string> InGroup { get; } =
    [
        "Appointments.Online.Choosing.TimesModel.OnPostAsync",
        "Appointments.Online.Holding.CodeModel.OnPostAsync",
        "Appointments.Online.Holding.WhoModel.OnPostBookAsync",
        "Appointments.WaitingList.VerifyModel.OnPostAsync",
        "Gate.Guard.IndexModel.OnPostAssistAsync",
        "Gate.Guard.IndexModel.OnPostAsync",
        "Gate.Guard.IndexModel.OnPostBookingAsync",
        "Queue.HelpDesk.TicketsModel.OnPostTakeAsync",
        "Queue.Kiosk.CheckInModel.OnPostAsync",
        "Queue.Kiosk.WhoModel.OnPostAsync",
        "Ratings.Evaluator.EvaluatorRateModel.OnPostAsync",
        "Ratings.Giving.RateModel.OnPostAsync",
        "checkIn",
        "confirmBooking",
        "confirmWaiting",
        "holdBooking",
        "joinWaitingRoom",
        "rateService",
        "scanAtGate",
        "takeTicket",
    ];

    /// <summary>Files that may ask the machine for its time, and why.</summary>
    public static IReadOnlyDictionary<string, string> AsksTheMachine { get; } = new Dictionary<string, string>
    {
        ["Commands/BackupCommand.cs"] = "the archive's own date",
        ["Commands/RestoreCommand.cs"] = "the name of what was set aside",
        ["Commands/Serve.cs"] = "the shift of a demonstration's clock",
        ["Shared/Setup/TongbanSetup.cs"] = "the clock is made here",
    };

    public static IReadOnlyList<string> Arrows { get; } =
    [
        "Appointments → Catalogue",
        "Appointments → Citizens",
        "Appointments → Halls",
        "Appointments → Network",
        "Appointments → Notices",
        "Appointments → Queue",
        "Cases → Appointments",
        "Cases → Catalogue",
        "Cases → Citizens",
        "Cases → Network",
        "Cases → Notices",
        "Cases → Queue",
        "Cases → Ratings",
        "Catalogue → Network",
        "Citizens → Notices",
        "Devices → Network",
        "Gate → Appointments",
        "Gate → Devices",
        "Gate → Network",
        "Gate → Queue",
        "Halls → Appointments",
        "Halls → Gate",
        "Halls → Network",
        "Halls → Queue",
        "Halls → Ratings",
        "Halls → Windows",
        "Home → Appointments",
        "Home → Catalogue",
        "Home → Halls",
        "Home → Network",
        "Home → Queue",
        "Home → Ratings",
        "Network → Catalogue",
        "Network → Queue",
        "People → Network",
        "Queue → Appointments",
        "Queue → Catalogue",
        "Queue → Devices",
        "Queue → Halls",
        "Queue → Network",
        "Queue → Ratings",
        "Queue → Windows",
        "Ratings → Cases",
        "Ratings → Catalogue",
        "Ratings → Devices",
        "Ratings → Network",
        "Ratings → Queue",
        "Windows → Appointments",
        "Windows → Catalogue",
        "Windows → Network",
        "Windows → Queue",
        "Windows → Ratings",
    ];

    public static IReadOnlyList<string> Routes { get; } =
    [
        "/ anybody",
        "/accessibility anybody",
        "/api/v1/bookings anybody",
        "/api/v1/bookings/{token} anybody",
        "/api/v1/bookings/{token}/confirmation anybody",
        "/api/v1/bookings/{token}/person anybody",
        "/api/v1/bookings/{token}/time anybody",
        "/api/v1/cases/{number}/progress anybody",
        "/api/v1/gate/admissions/{id:guid} device:Gate|GuardGate",
        "/api/v1/gate/departures device:Gate|GuardGate",
        "/api/v1/gate/scans device:Gate|GuardGate",
        "/api/v1/gate/walk-ins device:Gate|GuardGate",
        "/api/v1/gate/zones device:Gate|GuardGate",
        "/api/v1/items anybody",
        "/api/v1/items/{code} anybody",
        "/api/v1/kiosk/check-ins device:Kiosk|ManageHall",
        "/api/v1/kiosk/groups device:Kiosk|ManageHall",
        "/api/v1/kiosk/tickets device:Kiosk|ManageHall",
        "/api/v1/ratings/figures anybody",
        "/api/v1/services/{token} anybody",
        "/api/v1/services/{token}/ratings anybody",
        "/api/v1/sites anybody",
        "/api/v1/sites/{code} anybody",
        "/api/v1/sites/{code}/board anybody",
        "/api/v1/sites/{code}/places anybody",
        "/api/v1/tickets/{token:length(32)} anybody",
        "/api/v1/tickets/{token:length(32)}/return anybody",
        "/api/v1/window ServeAtWindow",
        "/api/v1/window/armed ServeAtWindow",
        "/api/v1/window/calls ServeAtWindow",
        "/api/v1/window/calls/current/begun ServeAtWindow",
        "/api/v1/window/calls/current/finished ServeAtWindow",
        "/api/v1/window/calls/current/missed ServeAtWindow",
        "/api/v1/window/calls/current/parked ServeAtWindow",
        "/api/v1/window/calls/current/recalls ServeAtWindow",
        "/api/v1/window/calls/current/transferred ServeAtWindow",
        "/api/v1/waiting-list anybody",
        "/api/v1/waiting-list/{token} anybody",
        "/api/v1/waiting-list/{token}/booking anybody",
        "/api/v1/waiting-list/{token}/confirmation anybody",
        "/api/v1/waiting-list/{token}/offer anybody",
        "/api/v1/waiting-room anybody",
        "/apply/{itemCode} anybody",
        "/board anybody",
        "/book anybody",
        "/book/hold/{token} anybody",
        "/book/hold/{token}/code anybody",
        "/book/waiting anybody",
        "/book/{code} anybody",
        "/book/{code}/times anybody",
        "/book/{code}/waiting anybody",
        "/bookings/{token} anybody",
        "/bookings/{token}/calendar.ics anybody",
        "/bookings/{token}/move anybody",
        "/contrast anybody",
        "/csp-report anybody",
        "/desk ServeAtWindow",
        "/desk/events ServeAtWindow",
        "/desk/window ServeAtWindow",
        "/dev/messages anybody",
        "/dev/pages anybody",
        "/device anybody",
        "/docs anybody",
        "/elder anybody",
        "/errors/403 anybody",
        "/errors/404 anybody",
        "/errors/{status:int} anybody",
        "/evaluator device:Evaluator",
        "/evaluator/events device:Evaluator",
        "/evaluator/rate/{token} device:Evaluator",
        "/evaluator/thanks device:Evaluator",
        "/gate device:Gate|GuardGate",
        "/gate/events device:Gate|GuardGate",
        "/gate/zones GuardGate",
        "/guide anybody",
        "/guide/{code} anybody",
        "/guide/{code}/notice anybody",
        "/health/live anybody",
        "/health/ready anybody",
        "/kiosk device:Kiosk|ManageHall",
        "/kiosk/check-in device:Kiosk|ManageHall",
        "/kiosk/help device:Kiosk|ManageHall",
        "/kiosk/ticket/{token:length(32)} device:Kiosk|ManageHall",
        "/kiosk/{letter:regex(^[A-Z]{{1,2}}$)} device:Kiosk|ManageHall",
        "/kiosk/{letter:regex(^[A-Z]{{1,2}}$)}/stopped device:Kiosk|ManageHall",
        "/kiosk/{letter:regex(^[A-Z]{{1,2}}$)}/who device:Kiosk|ManageHall",
        "/me Tongban.Citizen",
        "/me/sign-in anybody",
        "/me/sign-in/{token} anybody",
        "/openapi/{documentName}.json anybody",
        "/privacy anybody",
        "/progress anybody",
        "/progress/{number} anybody",
        "/progress/{number}/files/{fileId:guid} anybody",
        "/progress/{number}/papers/{paper} anybody",
        "/rate anybody",
        "/rate/{token} anybody",
        "/rate/{token}/thanks anybody",
        "/sites anybody",
        "/sites/{code} anybody",
        "/staff signed-in",
        "/staff/account signed-in",
        "/staff/bookings HelpWithBookings",
        "/staff/bookings/exempt ManageHall",
        "/staff/bookings/new HelpWithBookings",
        "/staff/bookings/places ManageHall",
        "/staff/bookings/releases ManageHall",
        "/staff/bookings/waiting HelpWithBookings",
        "/staff/bookings/{token}/move HelpWithBookings",
        "/staff/cases AcceptCases",
        "/staff/cases/new AcceptCases",
        "/staff/cases/{id:guid} AcceptCases",
        "/staff/cases/{id:guid}/files/{fileId:guid} AcceptCases",
        "/staff/cases/{id:guid}/papers/{paper} AcceptCases",
        "/staff/departments/{code} Administer",
        "/staff/devices Administer",
        "/staff/groups/{code} Administer",
        "/staff/hall ManageHall",
        "/staff/hall/by-hand ManageHall",
        "/staff/hall/close ManageHall",
        "/staff/hall/events ManageHall",
        "/staff/hall/power-cut ManageHall",
        "/staff/hall/profiles ManageHall",
        "/staff/hall/profiles/edit ManageHall",
        "/staff/hours ManageHall",
        "/staff/hours/move ManageHall",
        "/staff/inbox DecideCases",
        "/staff/inbox/{id:guid} DecideCases",
        "/staff/inbox/{id:guid}/files/{fileId:guid} DecideCases",
        "/staff/inbox/{id:guid}/papers/{paper} DecideCases",
        "/staff/inquiries AnswerInquiries",
        "/staff/inquiries/{id:guid} AnswerInquiries",
        "/staff/items EditCatalogue",
        "/staff/items/{code} EditCatalogue",
        "/staff/items/{code}/versions/{number:int} EditCatalogue",
        "/staff/items/{code}/versions/{number:int}/edit EditCatalogue",
        "/staff/people Administer",
        "/staff/people/{id:guid} Administer",
        "/staff/places Administer",
        "/staff/places/{code} Administer",
        "/staff/places/{code}/hours Administer",
        "/staff/places/{code}/windows/{window} Administer",
        "/staff/places/{code}/zones/{zone} Administer",
        "/staff/ratings ReadFigures",
        "/staff/ratings/mine ServeAtWindow",
        "/staff/risks WatchCases",
        "/staff/risks/{id:guid} WatchCases",
        "/staff/sign-in anybody",
        "/staff/sign-in/code anybody",
        "/staff/sign-out signed-in",
        "/staff/tickets HelpWithBookings",
        "/t/{token:length(32)} anybody",
        "/waiting/{token} anybody",
        "/waiting/{token}/code anybody",
        "/wall device:Display|ManageHall",
        "/wall/{siteCode}/events device:Display|ManageHall",
        "/wall/{siteCode}/{zoneCode?} device:Display|ManageHall",
        "/wall/{siteCode}/{zoneCode}/events device:Display|ManageHall",
    ];

    /// <summary>Every source file of ours, by its path below <c>src/Tongban</c>.</summary>
    public static IReadOnlyList<(string Path, string Text)> Sources() => Files.Value;

    private static readonly Lazy<IReadOnlyList<(string Path, string Text)>> Files = new(() =>
    {
        var root = Path.Combine(Repository(), "src", "Tongban");
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))];
    });

    internal static string Repository()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Tongban.slnx")))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("The tests run inside the repository.");
    }
}
